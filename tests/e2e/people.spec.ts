import { expect, type Page, request } from '@playwright/test';
import { demoPassword } from '#lib/team/demo.ts';
import { test } from '#tests/support/browser.ts';
import { actionFailure, builtActions } from '#tests/support/built-actions.ts';
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

test('what is missing is said at its field', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter your e-mail.')).toBeVisible();
  await expect(page.getByText('Enter your password.')).toBeVisible();
});

test('signing out ends the session', async ({ page }) => {
  await signInAs(page.request, 'BOOKKEEPER');
  await page.goto('/harbour-and-vine/settings');
  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/harbour-and-vine/settings');
  await page.waitForURL(/\/sign-in\?callbackUrl=/);
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
  expect(await health.json()).toEqual({ status: 'ok', database: 'ok', queue: 'ok', worker: 'ok' });
  expect((await request.get('/api/metrics')).status()).toBe(404);
});
