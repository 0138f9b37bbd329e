import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { accountPaths, securityPath } from '#lib/domain/paths.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { aPerson, type TestPerson } from '#tests/support/account.ts';
import { test } from '#tests/support/browser.ts';
import { atProvider } from '#tests/support/oidc-server.ts';
import { codeOf } from '#tests/support/phone.ts';

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 720 };

let admin: TestPerson;
let member: TestPerson;
let slug: string;
let businessId: string;

test.beforeAll(async () => {
  [admin, member] = await Promise.all([aPerson('Ada Fern'), aPerson('Zoe Moss')]);
  slug = `factors-${randomUUID().slice(0, 8)}`;
  const made = await db.business.create({
    data: {
      ...{ name: 'Fern & Moss', slug, country: 'GB', baseCurrency: 'GBP' },
      memberships: {
        create: [
          { userId: admin.id, role: 'ADMIN' },
          { userId: member.id, role: 'BOOKKEEPER' },
        ],
      },
    },
  });
  businessId = made.id;
  const other = await db.business.findUniqueOrThrow({ where: { slug: 'harbour-and-vine' } });
  await db.membership.create({ data: { userId: member.id, businessId: other.id, role: 'BOOKKEEPER' } });
});

test.afterAll(async () => {
  await db.business.delete({ where: { id: businessId } });
  await db.user.deleteMany({ where: { id: { in: [admin.id, member.id] } } });
  await db.$disconnect();
});

async function typePassword(page: Page, { email, password }: TestPerson, to: string) {
  await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: to })}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page) {
  await page.goto(accountPaths.root);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('/sign-in');
}

const codeField = (page: Page) => page.getByRole('textbox', { name: 'Code', exact: true });

/** Accessible in both themes, and as wide as a phone. */
async function expectGood(page: Page, what: string) {
  await expectAccessible(page, what);
  await page.setViewportSize(phone);
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth, `${what} fits a phone`).toBeLessThanOrEqual(clientWidth);
  await page.setViewportSize(desk);
}

/** A device with passkeys, whose owner always agrees. */
async function withDevice(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}

test('an admin sets up two factors and asks all for them; a member is led to a passkey, and both sign in with theirs', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await typePassword(page, admin, accountPaths.security);
  await page.getByRole('link', { name: 'Set up with your phone' }).click();
  await page.waitForURL(/\/account\/second-factor/);
  await expectGood(page, 'two-factor sign-in');
  await page.getByRole('button', { name: 'Set up with your phone' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectGood(page, 'the code to scan');
  const secret = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
  await codeField(page).fill('12345');
  await codeField(page).press('Enter');
  await expect(page.getByText('This code is not right')).toBeVisible();
  const used = codeOf(secret);
  await codeField(page).fill(used);
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await expectGood(page, 'recovery codes');
  const [recoveryCode = ''] = await list.getByRole('listitem').allTextContents();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('intray-recovery-codes.txt');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.waitForURL(accountPaths.security);
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();
  await expectGood(page, 'sign-in and security');

  // The password alone opens nothing; the phone's next code, typed, sends itself.
  await signOut(page);
  await typePassword(page, admin, `/${slug}/settings`);
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
  await expect(codeField(page)).toBeFocused();
  expect(await (await page.request.get('/api/auth/session')).json()).toEqual({});
  await expectGood(page, 'the code');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Enter the code' }), 'also after a reload').toBeVisible();
  await codeField(page).fill(used);
  await expect(page.getByText('This code is not right, or was used before.')).toBeVisible();
  await codeField(page).fill(codeOf(secret, 1));
  await page.waitForURL(`/${slug}/settings`);

  await signOut(page);
  await typePassword(page, admin, securityPath(slug));
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await expectGood(page, 'the recovery code');
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await page.getByLabel('Recovery code').press('Enter');
  await page.waitForURL(securityPath(slug));

  // Everybody needs it.
  await expect(page.getByRole('listitem').filter({ hasText: 'Zoe Moss' })).toContainText('One factor');
  await expectGood(page, 'sign-in of the business');
  await page.getByRole('switch', { name: /Everybody needs two-factor sign-in/ }).click();
  await expect(page.getByRole('dialog')).toContainText('Zoe Moss has to set it up');
  await expectAccessible(page, 'asking for two factors');
  await page.getByRole('button', { name: 'Ask for two factors' }).click();
  await expect(page.getByText('Everybody needs two factors now')).toBeVisible();

  const hers = await browser.newPage();
  await withDevice(hers);
  await typePassword(hers, member, `/${slug}/costs`);
  await hers.waitForURL(/\/account\/second-factor\?next=/);
  await expect(hers.getByText('Fern & Moss asks all its members to sign in with two factors.')).toBeVisible();
  await expectGood(hers, 'led to two factors');
  const closed = await hers.request.get(`/${slug}/events`);
  expect([closed.status(), (await closed.json()).error.code]).toEqual([403, 'secondFactorRequired']);
  await hers.goto('/harbour-and-vine/costs');
  await expect(hers, 'another business is open').toHaveURL('/harbour-and-vine/costs');

  await hers.goto(`/${slug}/costs`);
  await hers.getByRole('button', { name: 'Add a passkey' }).click();
  await hers.getByLabel('Name').fill('Laptop');
  await expectAccessible(hers, 'adding a passkey');
  await hers.getByRole('button', { name: 'Go on to the device' }).click();
  await hers.waitForURL(`/${slug}/costs`);

  await signOut(hers);
  await hers.goto(`/sign-in?callbackUrl=%2F${slug}%2Fcosts`);
  await expectGood(hers, 'the sign-in');
  await hers.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await hers.waitForURL(`/${slug}/costs`);

  // With the password alone she changes nothing about it before the passkey was shown.
  await signOut(hers);
  await typePassword(hers, member, accountPaths.security);
  await expect(hers.getByText('You have not shown your second factor here')).toBeVisible();
  await expect(hers.getByRole('button', { name: 'Add a passkey' })).toHaveCount(0);
  await expect(hers.getByRole('button', { name: 'Remove Laptop' })).toHaveCount(0);
  await expectGood(hers, 'security before the second factor');
  await hers.getByRole('link', { name: 'Set up with your phone' }).click();
  await hers.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(hers.getByRole('button', { name: 'Set up with your phone' })).toBeVisible();

  await hers.goto(accountPaths.security);
  const passkeys = hers.getByRole('list', { name: 'Passkeys' });
  await expect(passkeys.getByRole('listitem')).toContainText('last used');
  await expectGood(hers, 'passkeys');
  await hers.getByRole('button', { name: 'Remove Laptop' }).click();
  await hers.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(passkeys).toHaveCount(0);
  await hers.goto(`/${slug}/costs`);
  await hers.waitForURL(/\/account\/second-factor\?next=/);
  await hers.close();
});

test('a person links their account at the provider once with their password, and then signs in by it alone', async ({
  page,
}) => {
  const person = await aPerson('Max Reed');
  const issuer = process.env.OIDC_ISSUER ?? '';
  await atProvider(issuer, { sub: 'somebody', email: 'somebody@example.com', email_verified: true });
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(accountPaths.security)}`);
  await page.getByRole('button', { name: 'Continue with Acme' }).click();
  await expect(page.getByText('no account here has the e-mail that it confirms for you')).toBeVisible();
  expect(page.url()).not.toContain('code=');
  await expectGood(page, 'nobody’s account');

  await atProvider(issuer, { sub: person.id, email: person.email, email_verified: true });
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(accountPaths.security)}`);
  await page.getByRole('button', { name: 'Continue with Acme' }).click();
  await expect(page.getByRole('heading', { name: 'Link Acme' })).toBeVisible();
  await expectGood(page, 'linking');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Link and sign in' }).click();
  await expect(page.getByText('This is not the password of the account here.')).toBeVisible();
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Link and sign in' }).click();
  await page.waitForURL(accountPaths.security);
  await expect(page.getByRole('list', { name: 'Accounts at Acme' })).toContainText(person.email);

  await signOut(page);
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(accountPaths.security)}`);
  await page.getByRole('button', { name: 'Continue with Acme' }).click();
  await page.waitForURL(accountPaths.security);
  await page.getByRole('button', { name: `Unlink ${person.email}` }).click();
  await page.getByRole('button', { name: 'Unlink', exact: true }).click();
  await expect(page.getByText('Not linked.')).toBeVisible();
  await page.getByRole('button', { name: 'Link an account at Acme' }).click();
  await expect(page.getByText('Linked: it signs you in from now on.')).toBeInViewport();
  await expect(page, 'said once').toHaveURL(/\/account\/security#provider$/);
  await expect(page.getByRole('list', { name: 'Accounts at Acme' })).toContainText(person.email);
  await db.user.delete({ where: { id: person.id } });
});
