/**
 * Nobody gets through a door that is not theirs: every server action, route handler and page of a business, over
 * HTTP, against the built application. The list is read from the sources and the build.
 */
import { type APIRequestContext, expect, type Page, request } from '@playwright/test';
import { type Permission, type Role, roles, rolesWith } from '#lib/domain/roles.ts';
import { test } from '#tests/support/browser.ts';
import { actionFailure, builtActions } from '#tests/support/built-actions.ts';
import { businessPages, type Door, routeHandlers, serverActions } from '#tests/support/doors.ts';
import { sessionOf } from '#tests/support/sign-in.ts';

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

  /** One for each role: the next page finds the scripts at hand. */
  const browsers = {} as Record<Role, Page>;
  test.beforeAll(async ({ browser }) => {
    for (const role of roles) browsers[role] = await browser.newPage({ storageState: await sessionOf(role) });
  });
  test.afterAll(async () => {
    for (const page of Object.values(browsers)) await page.close();
  });

  for (const { file, permission } of pages) {
    const path = pathOf(file, own);
    test(`${path} is for members${permission ? ` who hold ${permission}` : ''} only`, async () => {
      const signedOut = await people.nobody.get(path, { maxRedirects: 0 });
      expect(signedOut.status()).toBe(307);
      expect(signedOut.headers().location).toBe(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
      expect((await people.SUBMITTER.get(pathOf(file, others))).status()).toBe(404);
      for (const role of permission ? without(permission) : []) {
        const page = browsers[role];
        await page.goto(path);
        await expect(page.getByRole('heading', { name: /needs an? / })).toBeVisible();
        await expect(page.getByRole('link', { name: 'Alex Harbour' })).toBeVisible();
      }
    });
  }
});

/** The address of a page or route: groups fall away, parameters become an id that nothing has. */
function pathOf(file: string, slug: string): string {
  const segments = file.split('/').slice(1, -1);
  const path = segments
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => (segment === '[business]' ? slug : segment.replace(/^\[.*\]$/, noId)));
  return `/${path.join('/')}`;
}
