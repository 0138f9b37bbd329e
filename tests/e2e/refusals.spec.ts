/**
 * Nobody gets through a door that is not theirs: every server action, route handler and page of a business, over
 * HTTP, against the built application. The list is read from the sources and the build.
 */
import { type APIRequestContext, expect, request } from '@playwright/test';
import { ownActionLimit } from '#lib/account/account-limits.ts';
import { db } from '#lib/db.ts';
import { type Permission, type Role, roles, rolesWith } from '#lib/domain/roles.ts';
import { test } from '#tests/support/browser.ts';
import { actionFailure, builtActions } from '#tests/support/built-actions.ts';
import { businessPages, type Door, routeHandlers, serverActions } from '#tests/support/doors.ts';
import { demoEmails, sessionOf, signInAs } from '#tests/support/sign-in.ts';

const own = 'harbour-and-vine';
const noId = '019ab0c4-0000-7000-8000-000000000000';
/** The bookkeeper and the submitter are not members of it. */
const others = 'kowhai-trading';

type Who = Role | 'nobody';
const people = {} as Record<Who, APIRequestContext>;

test.beforeAll(async ({ baseURL }) => {
  for (const who of [...roles, 'nobody'] as const) {
    people[who] = await request.newContext({
      baseURL,
      extraHTTPHeaders: { Origin: new URL(baseURL ?? '').origin },
      ...(who !== 'nobody' && { storageState: await sessionOf(who) }),
    });
  }
});

test.afterAll(async () => {
  for (const context of Object.values(people)) await context.dispose();
});

const without = (permission: string) => roles.filter((role) => !rolesWith(permission as Permission).includes(role));

test.describe('server actions', () => {
  /** Of a shape that no action takes, so that none does anything. */
  const noInput = true;
  const codeOf = (who: Who, slug: string, id: string) => actionFailure(people[who], `/${slug}/settings`, id, noInput);

  test('all that were built are on the list', () => {
    const listed = new Set(serverActions().map(({ file, name }) => `${file} ${name}`));
    const unlisted = builtActions().filter(({ file, name }) => !listed.has(`${file} ${name}`));
    expect(builtActions().length).toBeGreaterThan(0);
    expect(unlisted).toEqual([]);
  });

  for (const { file, name, permission } of serverActions()) {
    if (permission === null) continue;
    test(`${name} is for ${permission} only`, async () => {
      const id = builtActions().find((action) => action.file === file && action.name === name)?.id;
      test.skip(!id, 'no page uses it, so it is not in the build');
      if (!id) return;
      expect(await codeOf('nobody', own, id)).toBe('signedOut');
      expect(await codeOf('BOOKKEEPER', others, id)).toBe('businessUnknown');
      expect(await codeOf('SUBMITTER', others, id)).toBe('businessUnknown');
      for (const role of roles) {
        const expected = without(permission).includes(role) ? 'roleInsufficient' : 'inputInvalid';
        expect(await codeOf(role, own, id), role).toBe(expected);
      }
    });
  }
});

test('what is for whoever is signed in is for nobody else', async () => {
  const built = builtActions();
  const persons = serverActions()
    .filter(({ isPersons }) => isPersons)
    .flatMap(({ file, name }) => built.filter((action) => action.file === file && action.name === name));
  expect(persons.map(({ name }) => name)).toContain('openAgain');
  for (const { id, name } of persons) {
    expect(await actionFailure(people.nobody, '/account', id, true), name).toBe('signedOut');
    expect(await actionFailure(people.SUBMITTER, '/account', id, true), name).toBe('inputInvalid');
  }
});

test('what somebody does to their own account in one session has an end, and another session of theirs goes on', async ({
  baseURL,
}) => {
  const extraHTTPHeaders = { Origin: new URL(baseURL ?? '').origin };
  const [busy, other] = [
    await request.newContext({ baseURL, extraHTTPHeaders }),
    await request.newContext({ baseURL, extraHTTPHeaders }),
  ];
  await signInAs(busy, 'SUBMITTER');
  const user = { email: demoEmails.SUBMITTER };
  const { id: sessionId } = await db.session.findFirstOrThrow({ where: { user }, orderBy: { createdAt: 'desc' } });
  await signInAs(other, 'SUBMITTER');
  const id = builtActions().find(({ name }) => name === 'saveOwnTheme')?.id ?? '';
  const ask = (who: APIRequestContext) => actionFailure(who, '/account', id, true);
  for (let times = 0; times < 149; times += 1) expect(await ownActionLimit.count({ sessionId })).toBeNull();
  expect(await ask(busy), 'the last one').toBe('inputInvalid');
  expect(await ask(busy)).toBe('tooManyTries');
  expect(await ask(other)).toBe('inputInvalid');
  await busy.dispose();
  await other.dispose();
});

test('what nobody can have typed or been given is refused as input, and never a fault of ours', async () => {
  const answerTo = (name: string, input: unknown) => {
    const id = builtActions().find((action) => action.name === name)?.id ?? '';
    return actionFailure(people.ADMIN, `/${own}/costs`, id, input);
  };
  const forged = (key: unknown) => ({ key, id: noId });
  const items = (name: string, sort: string, key: unknown) => answerTo(name, { query: { sort }, after: forged(key) });
  const entries = (name: string, sort: string, key: unknown) => answerTo(name, { sort, after: forged(key) });
  const answers = await Promise.all([
    ...['date', 'total', 'tax', 'added', 'status'].map((sort) => items('moreOfInbox', sort, 'x')),
    ...['date', 'total', 'tax', 'archived'].map((sort) => items('moreOfArchive', sort, '2026-02-31')),
    ...['contact', 'category'].map((sort) => items('moreOfInbox', sort, 'a\0b')),
    entries('moreTaxRates', 'rate', '1e999'),
    entries('moreTaxRates', 'constructor', '\0'),
    ...['moreCategories', 'moreSuppliers', 'moreCustomers', 'morePaymentMethods'].map((name) =>
      entries(name, 'name', ['a']),
    ),
    answerTo('moreOfInbox', { query: { search: 'a\0b' }, after: null }),
    answerTo('moreSuppliers', { sort: 'name', search: '\0' }),
    answerTo('findContacts', { query: '\0' }),
    answerTo('addContact', { name: 'a\0b' }),
    answerTo('edit', { itemId: noId, revision: 1, changes: { reference: 'a\0b' } }),
    answerTo('edit', { itemId: noId, revision: 1, changes: {}, undoes: 9_007_199_254_740_991 }),
    answerTo('publish', { items: [{ itemId: noId, revision: 2 ** 31 }] }),
  ]);
  expect(new Set(answers)).toEqual(new Set(['inputInvalid']));

  const odd = ['q=%00', 'q=a&q=b', 'sort=%00', 'desc=%00&show=%00', `q=${'%C3%A9'.repeat(400)}`, 'category=%00'];
  for (const list of ['costs', 'costs/archive', 'lists/suppliers', 'lists/tax-rates', 'lists/tracking']) {
    for (const query of odd) {
      const page = await people.ADMIN.get(`/${own}/${list}?${query}`);
      expect(page.status(), `${list}?${query}`).toBe(200);
      // How a page that failed on the server tells the browser so.
      expect(await page.text(), `${list}?${query}`).not.toContain(String.raw`E{\"digest`);
    }
  }
  expect((await people.ADMIN.get(`/${own}%00/costs`)).status()).toBe(404);
});

test.describe('route handlers', () => {
  const guarded = routeHandlers().filter(({ permission }) => permission !== null);
  const isSafe = (door: Door) => door.name === 'GET' || door.name === 'HEAD';
  const send = (who: Who, door: Door, slug: string, headers: Record<string, string> = {}) =>
    people[who].fetch(pathOf(door.file, slug), { method: door.name, headers, maxRedirects: 0 });

  for (const door of guarded) {
    test(`${door.name} ${pathOf(door.file, '…')} is for ${door.permission} only`, async () => {
      expect((await send('nobody', door, own)).status()).toBe(401);
      expect((await send('BOOKKEEPER', door, others)).status()).toBe(404);
      for (const role of without(door.permission ?? '')) {
        expect((await send(role, door, own)).status(), role).toBe(403);
      }
      if (!isSafe(door)) {
        const crossSite = await send('ADMIN', door, own, { Origin: 'https://evil.example' });
        expect(crossSite.status()).toBe(403);
        expect(await crossSite.json()).toMatchObject({ error: { code: 'crossSite' } });
      }
    });
  }
});

test.describe('pages', () => {
  const pages = businessPages().map(({ file, source }) => ({
    file,
    permission: /\brequireAccess\([^;]*?'([\w.]+)'\)/.exec(source)?.[1] ?? null,
  }));

  /** By this the server tells the browser to show, in place of a page, who may see it. */
  const isForbidden = 'NEXT_HTTP_ERROR_FALLBACK;403';

  for (const { file, permission } of pages) {
    const path = pathOf(file, own);
    test(`${path} is for members${permission ? ` who hold ${permission}` : ''} only`, async () => {
      const signedOut = await people.nobody.get(path, { maxRedirects: 0 });
      expect(signedOut.status()).toBe(307);
      expect(signedOut.headers().location).toBe(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
      expect((await people.SUBMITTER.get(pathOf(file, others))).status()).toBe(404);
      for (const role of permission ? without(permission) : []) {
        const said = await (await people[role].get(path)).text();
        expect(said, role).toContain(isForbidden);
        expect(said, role).toMatch(/ needs an? \w+/);
        expect(said, role).toContain('mailto:admin@intray.example');
      }
      for (const role of permission ? rolesWith(permission as Permission) : roles) {
        expect(await (await people[role].get(path)).text(), role).not.toContain(isForbidden);
      }
    });
  }
});

/** The address of a page or route: groups fall away, parameters become an id that nothing has. */
function pathOf(file: string, slug: string): string {
  const known: Record<string, string> = { '[business]': slug, '[workspace]': 'costs' };
  const segments = file.split('/').slice(1, -1);
  const path = segments
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => known[segment] ?? segment.replace(/^\[.*\]$/, noId));
  return `/${path.join('/')}`;
}
