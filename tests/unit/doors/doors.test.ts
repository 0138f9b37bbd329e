import { describe, expect, test } from 'vitest';
import { inProject } from '#scripts/lib/paths.mjs';
import {
  businessPages,
  type Door,
  hiddenActionFiles,
  otherPages,
  personalPages,
  routeHandlers,
  serverActions,
} from '#tests/support/doors.ts';

/** Doors that have a reason to be open to people who are not signed in to a business. Think before adding to it. */
const openActions = [
  'app/(signed-out)/set-up/actions.ts setUpIntray',
  /** A question that only a passkey can answer; who has it is known by the answer. */
  'app/(signed-out)/sign-in/actions.ts askForPasskey',
  /** The address of the provider, which signs people in. */
  'app/(signed-out)/sign-in/actions.ts goToProvider',
  /** Answers all e-mails alike, and is counted. */
  'app/(signed-out)/forgotten-password/actions.ts askForResetLink',
  /** Behind the token of a link in a mail, and counted. */
  'app/(signed-out)/new-password/actions.ts checkResetLink',
  'app/(signed-out)/new-password/actions.ts chooseNewPassword',
  'app/(signed-out)/confirm-email/actions.ts checkConfirmLink',
  'app/(signed-out)/confirm-email/actions.ts confirmNewEmail',
  'app/(signed-out)/keep-email/actions.ts checkKeepLink',
  'app/(signed-out)/keep-email/actions.ts keepOldEmail',
  'app/(signed-out)/keep-email/actions.ts agreeToNewEmail',
  /** Behind the token of an invitation. */
  'app/invitation/[token]/actions.ts joinAsNew',
];
const openRoutes = [
  /** The sign-in itself. */
  'app/api/auth/[...nextauth]/route.ts',
  /** Tells monitors which part fails, and nothing else. */
  'app/api/health/route.ts',
  /** Behind a token of its own. */
  'app/api/metrics/route.ts',
  /** Finds the business by the item; the person's membership is checked there. */
  'app/open/[item]/route.ts',
  /** The ledger sends the browser back here; the business is in the attempt, and the role is checked again. */
  'app/api/connections/[ledger]/callback/route.ts',
  /** The provider sends the browser back here to be signed in; state, nonce and its cookie say which visit it is. */
  'app/api/sign-in/provider/callback/route.ts',
  /** The pictures of the guide, which are in the repository. */
  'app/guide/images/[picture]/route.ts',
  /** Behind the token of a link to items, and counted. */
  'app/shared/[token]/[document]/route.ts',
  'app/shared/[token]/[document]/[page]/route.ts',
  'app/shared/[token]/all/route.ts',
  /** Signed by the ledger. */
  'app/api/webhooks/[ledger]/route.ts',
];

const aPerson = /await require(User|Session)\(/;
const anybody = /^(?!.*(#lib\/db|\brequire(User|Session|Access)\())/s;

/**
 * Who may see each page that is in no business and not of a person's account, and what in its source says so. Think
 * before adding to it.
 */
const whoSees: Record<string, { who: string; says: RegExp }> = {
  'app/page.tsx': { who: 'whoever is signed in', says: aPerson },
  'app/new/page.tsx': { who: 'whoever is signed in', says: aPerson },
  'app/invitation/[token]/page.tsx': {
    who: 'whoever has the link',
    says: /await Promise\.all\(\[findInvitation\(token\)/,
  },
  'app/shared/[token]/page.tsx': {
    who: 'whoever has the link',
    says: /await openShare\(token, from\);\s+if \(!view\)/,
  },
  // The mails themselves are null elsewhere.
  'app/sandbox-mail/page.tsx': {
    who: 'anybody, in a sandbox without a mail server',
    says: /await listAccountMails\(\);\s+if \(!mails\) notFound\(\)/,
  },
  'app/sandbox-mail/[mail]/page.tsx': {
    who: 'anybody, in a sandbox without a mail server',
    says: /await findAccountMail\(id\) : null;\s+if \(!mail\) notFound\(\)/,
  },
  'app/(signed-out)/set-up/page.tsx': {
    who: 'anybody, until the first business is made',
    says: /if \(await isSetUp\(\)\) redirect\(/,
  },
  'app/(signed-out)/sign-in/page.tsx': { who: 'anybody', says: anybody },
  'app/(signed-out)/forgotten-password/page.tsx': { who: 'anybody', says: anybody },
  // What the link is about is asked for by an action, with its token.
  'app/(signed-out)/new-password/page.tsx': { who: 'anybody', says: anybody },
  'app/(signed-out)/confirm-email/page.tsx': { who: 'anybody', says: anybody },
  'app/(signed-out)/keep-email/page.tsx': { who: 'anybody', says: anybody },
  // How the product is used, the same for all.
  'app/guide/page.tsx': { who: 'anybody', says: anybody },
  'app/guide/[page]/page.tsx': { who: 'anybody', says: anybody },
  'app/(development)/gallery/page.tsx': {
    who: 'nobody, in production',
    says: /if \(process\.env\.NODE_ENV === 'production'\) notFound\(\)/,
  },
};

/** Where actions of a person who need not be in any business may lie. */
const personal = /^app\/(account|invitation|new)\//;

const label = ({ file, name }: Door) => `${file} ${name}`;

/** What the running code says of itself, to show that what was read in the sources is true. */
async function guardOf({ file, name }: Door): Promise<unknown> {
  const exports: Record<string, { access?: unknown }> = await import(inProject(file));
  return exports[name]?.access;
}

/** What concerns a person's own account asks for a person and no more, and lies where only that does. */
function expectedGuard(name: string, { file, permission, isPersons }: Door) {
  if (openActions.includes(name)) return { door: 'open-action' };
  if (!isPersons) return { door: 'action', permission };
  expect(file).toMatch(personal);
  return { door: 'person-action' };
}

describe('every server action', () => {
  const actions = serverActions();

  test('is in a file of server actions', () => {
    expect(actions.length).toBeGreaterThan(0);
    expect(hiddenActionFiles()).toEqual([]);
  });

  test.each(actions.map((door) => [label(door), door] as const))('%s asks for a permission', async (name, door) => {
    expect(await guardOf(door)).toEqual(expectedGuard(name, door));
    expect(door.permission === null).toBe(openActions.includes(name) || door.isPersons);
  });
});

describe('every route handler', () => {
  const guarded = routeHandlers().filter(({ file }) => !openRoutes.includes(file));

  test('is found', () => {
    expect(guarded.length).toBeGreaterThan(0);
  });

  test.each(guarded.map((door) => [label(door), door] as const))('%s asks for a permission', async (_, door) => {
    expect(door.permission).not.toBeNull();
    expect(await guardOf(door)).toEqual({ door: 'route', permission: door.permission });
  });

  test.each(guarded.map(({ file }) => [file]))('%s has the business in its address', (file) => {
    expect(file).toMatch(/^app\/(api\/)?\[business\]\//);
  });
});

describe('every page of a person’s own', () => {
  test.each(personalPages().map(({ file, source }) => [file, source]))('%s asks who it is itself', (_, source) => {
    expect(source).toMatch(/\brequire(User|Session)\(/);
  });
});

describe('every other page', () => {
  const pages = otherPages();

  test('is known, with who may see it', () => {
    expect(pages.map(({ file }) => file).sort()).toEqual(Object.keys(whoSees).sort());
  });

  test.each(pages.map(({ file, source }) => [file, whoSees[file]?.who, source]))('%s is for %s', (file, _, source) => {
    expect(source).toMatch(whoSees[file ?? '']?.says ?? /page that nobody has thought about/);
  });
});

describe('every page of a business', () => {
  test.each(businessPages().map(({ file, source }) => [file, source]))('%s checks access itself', (_, source) => {
    expect(source).toMatch(/\brequireAccess\(/);
  });
});
