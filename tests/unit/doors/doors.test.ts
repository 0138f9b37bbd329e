import { describe, expect, test } from 'vitest';
import { inProject } from '#scripts/lib/paths.mjs';
import { businessPages, type Door, hiddenActionFiles, routeHandlers, serverActions } from '#tests/support/doors.ts';

/** Doors that have a reason to be open to people who are not signed in to a business. Think before adding to it. */
const openActions = [
  'app/(signed-out)/set-up/actions.ts setUpIntray',
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
  /** Signed by the ledger. */
  'app/api/webhooks/[ledger]/route.ts',
];

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

describe('every page of a business', () => {
  test.each(businessPages().map(({ file, source }) => [file, source]))('%s checks access itself', (_, source) => {
    expect(source).toMatch(/\brequireAccess\(/);
  });
});
