/** Part of `npm run lint`: which room of the project may import which, and why. `npm run rooms` prints what they do. */

/**
 * The rooms of lib in their order: each imports only those before it, types included. A name is a folder of lib or a
 * file there. The settings of the ledgers' adapters stand before `env`, which reads them with ours.
 */
export const rooms = [
  ...[
    'domain',
    'ledger settings',
    'outgoing-proxy',
    'env',
    'log',
    'db',
    'keyset',
    'text-search',
    'scope',
    'secrets',
    'token',
    'storage',
    'queue',
    'events',
    'mail',
  ],
  ...['documents', 'security-headers', 'authorise', 'ledger', 'connections', 'rates', 'lists', 'coding', 'publishing'],
  ...[
    'intake',
    'extraction',
    'rules',
    'auto-publish',
    'inbox',
    'claims',
    'approvals',
    'bank',
    'webhooks',
    'connecting',
    'account',
    'team',
    'business-file',
  ],
  ...['practice', 'operations', 'auth', 'access', 'action'],
];

const LEDGER_SETTINGS = '^lib/ledger/([^/]+/settings|ledger-settings)[.]ts$';

/** A rule's condition for the files of these rooms. */
function inRooms(names) {
  const path = names.map((name) => (name === 'ledger settings' ? LEDGER_SETTINGS : `^lib/${name}(/|[.]ts$)`));
  return names.includes('ledger') && !names.includes('ledger settings') ? { path, pathNot: LEDGER_SETTINGS } : { path };
}

/** Files of an npm package, wherever node_modules is. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|').replaceAll('.', '[.]')})/`;

/** Not types: those are gone when the code runs. */
const values = { dependencyTypesNot: ['type-only'] };

/** One rule per room, so that a message names the room. */
const order = rooms.slice(0, -1).map((room, index) => ({
  name: `order of rooms: ${room}`,
  comment: `${room} comes before the room that it imports: see the list in .dependency-cruiser.mjs`,
  severity: 'error',
  from: inRooms([room]),
  to: inRooms(rooms.slice(index + 1)),
}));

/** What is brought once somebody needs it. */
const withWidgets = [
  'calendar',
  'combo-box-input',
  'dialog-panel',
  'file-drop',
  'menu-panel',
  'openable-select',
  'option-combo-box',
  'option-item',
  'popover-panel',
  'toast-region',
  'tooltip-panel',
  'widgets',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'place for every room',
      comment: 'a room of lib has a place in the order of rooms: see the list in .dependency-cruiser.mjs',
      severity: 'error',
      from: { path: '^lib/', pathNot: inRooms(rooms).path },
      to: {},
    },
    ...order,
    {
      name: 'pure domain',
      comment: 'domain rules are pure: they know only each other, a decimal library, and zod',
      severity: 'error',
      from: { path: '^lib/domain/' },
      to: { pathNot: ['^lib/domain/', packages('decimal.js', 'zod')] },
    },
    {
      name: 'components draw',
      comment: 'components draw what they are given: of other rooms they import types and pure rules',
      severity: 'error',
      from: { path: '^components/' },
      to: { ...values, pathNot: ['^components/', '^lib/domain/', '(^|/)node_modules/'] },
    },
    {
      name: 'components in the browser',
      comment: 'components run in a browser, where there is neither database nor queue',
      severity: 'error',
      from: { path: '^components/' },
      to: { ...values, path: packages('@prisma', 'bullmq', 'ioredis', 'pg', 'pino') },
    },
    {
      name: 'widgets when needed',
      comment:
        'pages begin without the widget library: docs/decisions/0021-widgets-when-needed.md says which files have it',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: `^components/ui/(${withWidgets.join('|')})[.]tsx$` },
      to: { path: packages('react-aria-components') },
    },
    {
      name: 'links on intent',
      comment: 'links fetch their pages once somebody is about to go there: components/ui/page-link.tsx',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '(^|/)node_modules/next/link[.]' },
    },
    {
      name: 'lib does not know its callers',
      comment: 'use cases do not know who calls them',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|workers|scripts|tests)/' },
    },
    {
      name: 'app calls use cases',
      comment: 'pages and routes call use cases, never a worker',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(workers|scripts|tests)/' },
    },
    {
      name: 'app without the database',
      comment: 'pages and routes reach the database through use cases',
      severity: 'error',
      from: { path: '^app/' },
      to: { ...values, path: ['^lib/db[.]ts$', '^prisma/'] },
    },
    {
      name: 'workers call use cases',
      comment: 'workers call use cases, never a page',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^(app|components|scripts|tests)/' },
    },
    {
      name: 'only workers open a ledger',
      comment: 'the web process never calls a ledger, except to authorise: whatever pages use must not lead there',
      severity: 'error',
      from: { path: '^(app/|components/|proxy[.]ts$|instrumentation[.]ts$)' },
      to: { path: '^lib/connections/open-ledger[.]ts$', reachable: true },
    },
    {
      name: 'only the adapter knows Xero',
      comment: 'only lib/ledger/xero knows Xero; everyone else uses the port, lib/ledger/ledger.ts',
      severity: 'error',
      from: { pathNot: ['^lib/ledger/xero/', '^tests/'] },
      to: { path: packages('xero-node') },
    },
    {
      name: 'only the port knows adapters',
      comment: 'features know the port, lib/ledger/ledger.ts, and never an adapter',
      severity: 'error',
      from: { pathNot: ['^lib/ledger/', '^tests/'] },
      to: { path: '^lib/ledger/[^/]+/' },
    },
    {
      name: 'light capabilities',
      comment: 'web pages ask for capabilities and authorise; xero-node is large, and only an opened ledger loads it',
      severity: 'error',
      from: { path: '^lib/ledger/xero/(authority|capabilities|settings)[.]ts$' },
      to: { path: packages('xero-node'), reachable: true },
    },
    {
      name: 'only lib/queue knows the queue',
      comment: 'only lib/queue and the workers know the queue; everyone else enqueues',
      severity: 'error',
      from: { pathNot: ['^lib/queue/', '^workers/', '^tests/'] },
      to: { path: packages('bullmq', 'ioredis') },
    },
    {
      name: 'only lib/mail sends mail',
      comment: 'only lib/mail talks to a mail server; everyone else writes into the outbox',
      severity: 'error',
      from: { pathNot: ['^lib/mail/', '^tests/'] },
      to: { path: packages('nodemailer', 'smtp-server') },
    },
    {
      name: 'the sandbox stands alone',
      comment: 'the sandbox stands for somebody else’s software and shares nothing with ours',
      severity: 'error',
      from: { path: '^tests/sandbox/' },
      to: { pathNot: ['^tests/sandbox/', '(^|/)node_modules/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'no circles',
      comment: 'files that load each other have no order to be understood or started in',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: values },
    },
    {
      name: 'no circles of folders',
      comment: 'folders that need each other are one folder; types count too',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: '^tests/sandbox' },
      to: { circular: true },
    },
    {
      name: 'nothing unresolved',
      comment: 'what cannot be found cannot be judged',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API for the parser used otherwise; this one too tells types from values.
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    // What .gitignore names too.
    exclude: { path: ['^[.](git|next|data)/', '^(test-results|playwright-report|coverage)/', '^next-env'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types', 'default'] },
  },
};
