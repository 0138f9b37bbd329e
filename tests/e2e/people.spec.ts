import { randomUUID } from 'node:crypto';
import { expect, type Page, request } from '@playwright/test';
import { hashPassword } from '#lib/account/passwords.ts';
import { db } from '#lib/db.ts';
import { demoPassword } from '#lib/team/demo.ts';
import { test } from '#tests/support/browser.ts';
import { actionFailure, builtActions } from '#tests/support/built-actions.ts';
import { typeEarly, withholdScripts } from '#tests/support/early.ts';
import { aSharedBusiness, aSharedItem, removeBusiness } from '#tests/support/shared-business.ts';
import { demoEmails, sessionOf, signInAs } from '#tests/support/sign-in.ts';

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a demo person signs in with two clicks and comes to the page they asked for', async ({ page }) => {
  await page.goto('/harbour-and-vine/settings');
  await expect(page).toHaveTitle(/Sign in/);
  await page.getByRole('button', { name: /bookkeeper@intray\.example/ }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('/harbour-and-vine/settings');
  await expect(page.getByRole('heading', { name: 'Business profile' })).toBeVisible();
});

test('an address of another site is never gone to after signing in', async ({ page, baseURL }) => {
  await page.goto('/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2F');
  await signIn(page, demoEmails.ADMIN, demoPassword);
  await page.waitForURL('/harbour-and-vine/costs');
  expect(page.url()).toContain(baseURL ?? '');
});

test('a wrong password and an unknown e-mail get the same answer, and after five tries a wait', async ({ page }) => {
  await page.goto('/sign-in');
  const answers: string[] = [];
  for (const email of ['submitter@intray.example', 'nobody@intray.example']) {
    const answered = page.waitForResponse(/callback\/credentials/);
    await signIn(page, email, 'not the password');
    await answered;
    const alert = page.getByRole('main').getByRole('alert');
    await expect(alert).toBeVisible();
    answers.push((await alert.textContent()) ?? '');
  }
  expect(answers[0]).toBe(answers[1]);
  for (let tries = 2; tries <= 5; tries++) {
    const answered = page.waitForResponse(/callback\/credentials/);
    await signIn(page, 'nobody@intray.example', 'not the password');
    await answered;
  }
  await signIn(page, 'nobody@intray.example', 'not the password');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Try again in 15 minutes');
});

test('before the scripts of the sign-in have come nothing is sent, and what was typed is used once they have', async ({
  page,
}) => {
  const letCome = await withholdScripts(page);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await typeEarly(page, 'email', demoEmails.ADMIN);
  await typeEarly(page, 'password', demoPassword);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.querySelector<HTMLButtonElement>('[type="submit"]')?.disabled)).toBe(true);
  expect(new URL(page.url()).search).toBe('');
  letCome();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('/harbour-and-vine/costs');
});

test('what is missing is said at its field', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter your e-mail.')).toBeVisible();
  await expect(page.getByText('Enter your password.')).toBeVisible();
});

/** A bookkeeper of their own, whose session may be ended. */
async function aBookkeeper(slug = 'harbour-and-vine'): Promise<{ id: string; email: string; password: string }> {
  const password = 'tulip marble canoe';
  const email = `${randomUUID()}@example.com`;
  const business = await db.business.findUniqueOrThrow({ where: { slug } });
  const { id } = await db.user.create({
    data: {
      email,
      name: 'Robin Second',
      passwordHash: await hashPassword(password),
      memberships: { create: { businessId: business.id, role: 'BOOKKEEPER' } },
    },
  });
  return { id, email, password };
}

test('signing out ends the session, and every copy of its cookie', async ({ page, context, browser }) => {
  const { email, password } = await aBookkeeper();
  await page.goto('/sign-in?callbackUrl=%2Fharbour-and-vine%2Fsettings');
  await signIn(page, email, password);
  await page.waitForURL('/harbour-and-vine/settings');
  const copy = await browser.newContext({ storageState: await context.storageState() });
  expect((await copy.request.get('/api/auth/session')).status()).toBe(200);
  expect(await (await copy.request.get('/api/auth/session')).json()).toMatchObject({ sessionId: expect.any(String) });

  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/harbour-and-vine/settings');
  await page.waitForURL(/\/sign-in\?callbackUrl=/);

  expect(await (await copy.request.get('/api/auth/session')).json()).toEqual({});
  expect((await copy.request.get('/harbour-and-vine/events')).status()).toBe(401);
  expect((await copy.request.get('/harbour-and-vine/settings')).url()).toContain('/sign-in?callbackUrl=');
  await copy.close();
});

test('a page left open covers what is on it once one is signed out or no member any more, and loses nothing typed', async ({
  page,
  context,
}) => {
  const business = await aSharedBusiness();
  const { number } = await aSharedItem(business);
  const person = await aBookkeeper(business.slug);
  const address = `/${business.slug}/costs/${number}`;
  const description = page.getByRole('textbox', { name: 'Description' });
  const total = page.locator('[data-field=total] input');
  // Of what comes with the page once it is idle, nothing has come, and nothing can any more.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: address })}`);
  await signIn(page, person.email, person.password);
  await page.waitForURL(address);
  await total.fill('twelve');
  await description.fill('Half a sen');
  await page.route('**/_next/static/**', (route) => route.abort());

  const other = await context.newPage();
  await other.goto(`/${business.slug}/settings`);
  await other.getByRole('button', { name: /Your account/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  const signedOut = page.getByRole('dialog', { name: 'You have been signed out' });
  await expect(signedOut).toBeVisible();
  // Nothing shines through, and the server is not asked again and again.
  await expect(page.locator('.covers-page')).toHaveCSS('background-color', /^(rgb|color)\((?!.*\/)/);
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('/events')) asked += 1;
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.unroute('**/_next/static/**');
  await signedOut.getByRole('button', { name: 'Sign in' }).click();
  expect(asked).toBe(0);
  await signIn(page, person.email, person.password);
  await page.waitForURL(address);
  await expect(total).toHaveValue('twelve');
  await expect(description).toHaveValue('Half a sen');

  // Of somebody who is a member no more it is the next thing they do that tells.
  await page.locator('[data-field=total]').getByRole('button', { name: 'Discard' }).click();
  await db.membership.deleteMany({ where: { userId: person.id } });
  await page.getByRole('textbox', { name: 'Document reference' }).fill('MINE');
  await page.keyboard.press('Tab');
  const removed = page.getByRole('dialog', { name: 'You are no longer a member of Items & Sons' });
  await removed.getByRole('button', { name: 'Leave this page' }).click();
  await expect(page.getByRole('heading', { name: 'You are not in any business yet' })).toBeVisible();
  await removeBusiness(business);
});

test('whatever is sent to the sign-in, its answer holds nothing of our insides', async ({ request }) => {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const send = (fields: Record<string, string>) =>
    request.post('/api/auth/callback/credentials', {
      form: { csrfToken, email: 'ada@example.com', password: 'wrong', ...fields },
      maxRedirects: 0,
    });
  const texts: Record<string, string>[] = [
    { email: 'ada\0@example.com' },
    { email: 'a'.repeat(5_000) },
    { callbackUrl: 'not an address' },
  ];
  for (const fields of texts) {
    const location = (await send(fields)).headers().location ?? '';
    expect(new URL(location).searchParams.get('error')).toMatch(/^(inputInvalid|credentialsWrong)$/);
  }
  for (const data of [{ csrfToken, email: ['a'], password: 'a' }, '{', []]) {
    const answer = await request.post('/api/auth/callback/credentials', {
      data,
      headers: { 'content-type': 'application/json' },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(415);
  }
});

test('what the ledger sends back with someone signed out is in no address, and is used once they have signed in', async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''));
  await page.goto('/api/connections/xero/callback?code=secret-code&state=secret-state');
  await page.waitForURL('/sign-in?callbackUrl=%2Fapi%2Fconnections%2Fxero%2Fcallback');
  await signIn(page, demoEmails.ADMIN, demoPassword);
  await page.waitForURL(/\/connect\/xero\/problem\?reason=unknown/);
  expect(addresses.slice(1).join(' ')).not.toContain('secret-');
  expect(await page.context().cookies(`${page.url()}api/connections`)).not.toContainEqual(
    expect.objectContaining({ name: 'returning-xero' }),
  );
});

test('Connections is offered to an admin only, and tells others whom to ask', async ({ page }) => {
  await page.context().setStorageState(await sessionOf('ADMIN'));
  await page.goto('/harbour-and-vine/settings');
  const settings = page.getByRole('navigation', { name: 'Business settings' });
  await expect(settings.getByRole('link', { name: 'Connections' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' })).toBeVisible();

  await page.context().setStorageState(await sessionOf('BOOKKEEPER'));
  await page.goto('/harbour-and-vine/settings');
  await expect(page.getByRole('heading', { name: 'Business profile' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Connections' })).toHaveCount(0);
  await page.goto('/harbour-and-vine/settings/connections');
  await expect(page.getByRole('heading', { name: 'Connections needs an admin' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Alex Harbour' })).toHaveAttribute('href', 'mailto:admin@intray.example');
});

test('set-up is closed once there is a business: the page, and the action behind it', async ({ page, baseURL }) => {
  await page.goto('/set-up');
  await page.waitForURL('/sign-in');
  const setUp = builtActions().find(({ name }) => name === 'setUpIntray');
  const input = {
    businessName: 'Taken over',
    country: 'GB',
    baseCurrency: 'GBP',
    name: 'Eve',
    email: 'eve@example.com',
    password: 'four unrelated words here',
  };
  const stranger = await request.newContext({ baseURL, extraHTTPHeaders: { Origin: new URL(baseURL ?? '').origin } });
  expect(await actionFailure(stranger, '/set-up', setUp?.id ?? '', input)).toBe('alreadySetUp');
  await stranger.dispose();
});

test('only our own scripts run on our pages, and no other site may frame them', async ({ request }) => {
  const headers = (await request.get('/sign-in')).headers();
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[\w+/=]{22,}' 'strict-dynamic'(;|$)/);
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('same-origin');
});

test('the session cookie is out of reach of scripts and of other sites', async ({ page, context }) => {
  await signInAs(page.request, 'BOOKKEEPER');
  const session = (await context.cookies()).find(({ name }) => name.includes('session'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

test('the health check says that all is well, and the metrics are closed without their token', async ({ request }) => {
  const health = await request.get('/api/health');
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: 'ok', database: 'ok', queue: 'ok', worker: 'ok', keys: 'ok' });
  expect((await request.get('/api/metrics')).status()).toBe(404);
});
