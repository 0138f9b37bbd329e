import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import config from '#.dependency-cruiser.mjs';

const { forbidden, options } = config;
const { enhancedResolveOptions, ...others } = options ?? {};

type Breach = { from: string; rule: string };

/** What is wrong in a project of these files. A file that is imported by its `#` name and not given is empty. */
async function breaches(files: Record<string, string>): Promise<Breach[]> {
  const folder = mkdtempSync(join(tmpdir(), 'intray-imports-'));
  const imported = Object.values(files).flatMap((source) =>
    [...source.matchAll(/'#([^']+)'/g)].map(([, path]) => path),
  );
  const empty: Record<string, string> = Object.fromEntries(imported.map((path) => [path, 'export {};\n']));
  const all = { ...empty, ...files, 'package.json': JSON.stringify({ type: 'module', imports: { '#*': './*' } }) };
  for (const [file, source] of Object.entries(all)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const { output } = await cruise(
    Object.keys(files),
    { ...others, baseDir: folder, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}

const rulesBroken = async (files: Record<string, string>) => [
  ...new Set((await breaches(files)).map(({ rule }) => rule)),
];

/** One import each, in a file of its own, and the one rule that it breaks. */
const refused: [file: string, source: string, rule: string][] = [
  ['lib/lists/one.ts', "import { editItem } from '#lib/coding/edit-item.ts';", 'order of rooms: lists'],
  ['lib/lists/two.ts', "import type { Coding } from '#lib/coding/coding.ts';", 'order of rooms: lists'],
  ['lib/lists/three.ts', "import { writer } from '../coding/writer.ts';", 'order of rooms: lists'],
  ['lib/db.ts', "import { announce } from '#lib/events/announce.ts';", 'order of rooms: db'],
  ['lib/env.ts', "import { ledgers } from '#lib/ledger/any-ledger.ts';", 'order of rooms: env'],
  ['lib/ledger/xero/settings.ts', "import { log } from '#lib/log.ts';", 'order of rooms: ledger settings'],
  ['lib/helpers/text.ts', "import { Money } from '#lib/domain/money.ts';", 'place for every room'],
  ['lib/domain/tax.ts', "import { cache } from 'react';", 'pure domain'],
  ['lib/domain/ids.ts', "import { randomUUID } from 'node:crypto';", 'pure domain'],
  ['components/one.tsx', "import { getItem } from '#lib/inbox/get-item.ts';", 'components draw'],
  ['components/two.tsx', "import {\n  a,\n  b,\n} from '#lib/inbox/get-item.ts';", 'components draw'],
  ['components/three.tsx', "import { type A, b } from '#lib/inbox/get-item.ts';", 'components draw'],
  ['components/four.tsx', "import { readFile } from 'node:fs/promises';", 'components draw'],
  ['components/five.tsx', "import { Pool } from 'pg';", 'components in the browser'],
  ['lib/coding/one.ts', "import { Inbox } from '#app/[business]/inbox.tsx';", 'lib does not know its callers'],
  ['app/one.tsx', "import '#workers/main.ts';", 'app calls use cases'],
  ['app/two.tsx', "import { client } from '#prisma/client.ts';", 'app without the database'],
  ['app/three.tsx', "export * from '#prisma/generated/client.ts';", 'app without the database'],
  ['workers/sweep.ts', "import { Button } from '#components/button.tsx';", 'workers call use cases'],
  ['lib/coding/two.ts', "import { XeroClient } from 'xero-node';", 'only the adapter knows Xero'],
  ['components/shell/menu.tsx', "import { Button } from 'react-aria-components/Button';", 'widgets when needed'],
  ['components/items/next.tsx', "import NextLink from 'next/link';", 'links on intent'],
  ['lib/ledger/ledgers.ts', "const { XeroClient } = await import('xero-node');", 'only the adapter knows Xero'],
  ['lib/publishing/drain.ts', "import { call } from '#lib/ledger/xero/call.ts';", 'only the port knows adapters'],
  ['lib/ledger/xero/capabilities.ts', "import { XeroClient } from 'xero-node';", 'light capabilities'],
  ['lib/coding/three.ts', "const { Queue } = await import('bullmq');", 'only lib/queue knows the queue'],
  ['lib/team/invite.ts', "import nodemailer from 'nodemailer';", 'only lib/mail sends mail'],
  ['tests/sandbox/main.ts', "import { money } from '../../lib/domain/money.ts';", 'the sandbox stands alone'],
  ['lib/coding/four.ts', "import { gone } from './gone.ts';", 'nothing unresolved'],
];

const refusedProject = breaches({
  'lib/coding/writer.ts': '',
  ...Object.fromEntries(refused.map(([file, source]) => [file, source])),
});

test.each(refused)('in %s, %j breaks the rule “%s”', async (file, _source, rule) => {
  expect((await refusedProject).filter(({ from }) => from === file)).toEqual([{ from: file, rule }]);
});

test('what rooms, types and packages are for is allowed', async () => {
  const allowed = {
    'lib/coding/edit-item.ts': "import { refreshLists } from '#lib/lists/refresh-lists.ts';",
    'lib/env.ts': "import { ledgerSettings } from '#lib/ledger/ledger-settings.ts';",
    'lib/domain/readiness/amounts.ts': "import { Money } from '../money.ts';",
    'lib/domain/money.ts': "import { z } from 'zod';\nimport { Decimal } from 'decimal.js';",
    'components/row.tsx': "import type { Row } from '#lib/inbox/list-inbox.ts';",
    'components/rows.tsx': "import { type Row, type Page } from '#lib/inbox/list-inbox.ts';",
    'components/amount.tsx': "import { formatAmount } from '#lib/domain/money.ts';",
    'components/ui/menu-panel.tsx': "import { Menu } from 'react-aria-components/Menu';",
    'app/page.tsx': "import { listInbox } from '#lib/inbox/list-inbox.ts';",
    'lib/ledger/ledgers.ts': "import { xeroAdapter } from './xero/xero-adapter.ts';",
    'lib/ledger/xero/xero-adapter.ts': "import { AccountingApi } from 'xero-node';",
    'workers/lanes.ts': "import { Worker } from 'bullmq';",
    'workers/drain.ts': "import { openLedger } from '#lib/connections/open-ledger.ts';",
    'tests/sandbox/main.ts': "import { createServer } from 'node:http';\nimport { z } from 'zod';",
  };
  expect(await breaches(allowed)).toEqual([]);
});

test('a page may not lead to an opened ledger, through however many files', async () => {
  const chain = {
    'app/[business]/page.tsx': "import { refresh } from '#lib/lists/refresh.ts';",
    'lib/lists/refresh.ts': "import { read } from './read.ts';",
    'lib/lists/read.ts': "import { openLedger } from '#lib/connections/open-ledger.ts';",
  };
  expect(await rulesBroken(chain)).toEqual(['only workers open a ledger']);
});

test('files may not load each other in a circle, while their types may know each other', async () => {
  const circle = (keyword: string) => ({
    'lib/coding/one.ts': "import { other } from './other.ts';",
    'lib/coding/other.ts': `${keyword} { one } from './one.ts';`,
  });
  expect(await rulesBroken(circle('import'))).toEqual(['no circles']);
  expect(await rulesBroken(circle('import type'))).toEqual([]);
});

test('folders may not need each other, not even for types', async () => {
  const files = {
    'lib/domain/coding/line.ts': "import type { Problem } from '../readiness/problem.ts';",
    'lib/domain/coding/coding.ts': '',
    'lib/domain/readiness/problem.ts': '',
    'lib/domain/readiness/readiness.ts': "import { coding } from '../coding/coding.ts';",
  };
  expect(await rulesBroken(files)).toEqual(['no circles of folders']);
});

test('every rule has an example here, and says why', () => {
  const shown = new Set([
    ...refused.map(([, , rule]) => rule),
    ...['only workers open a ledger', 'no circles', 'no circles of folders'],
  ]);
  const names = (forbidden ?? []).map(({ name = '' }) => name).filter((name) => !name.startsWith('order of rooms'));
  expect(names.filter((name) => !shown.has(name))).toEqual([]);

  expect((forbidden ?? []).filter(({ comment }) => !comment)).toEqual([]);
});
