import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { accountPaths } from '#lib/domain/paths.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { aPerson, type TestPerson } from '#tests/support/account.ts';
import { test } from '#tests/support/browser.ts';
import { row, setText, text } from '#tests/support/costs-pages.ts';
import { aSharedBusiness, aSharedItem, removeBusiness } from '#tests/support/shared-business.ts';

const chosen = 'seven kettles quietly orbit';
const changed = 'eleven badgers softly argue';
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 720 };

let person: TestPerson;

test.beforeAll(async () => {
  person = await aPerson();
  const business = await db.business.findUniqueOrThrow({ where: { slug: 'harbour-and-vine' } });
  await db.membership.create({ data: { userId: person.id, businessId: business.id, role: 'BOOKKEEPER' } });
  await db.notice.create({
    data: { ...{ userId: person.id, businessId: business.id }, kind: 'itemsGiven', text: 'given', toldAt: new Date() },
  });
});

test.afterAll(async () => {
  await db.user.deleteMany({ where: { id: person.id } });
  await db.$disconnect();
});

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens the newest mail of this subject to somebody, as the sandbox shows it, and follows its link. */
async function followMail(page: Page, subject: string, to: string) {
  await page.goto('/sandbox-mail');
  await page
    .getByRole('row', { name: new RegExp(to) })
    .getByRole('link', { name: subject })
    .first()
    .click();
  const link = page.getByLabel('Link in the mail');
  await expect(link).toBeVisible();
  await expectAccessible(page, `the mail: ${subject}`);
  await page.goto(await link.inputValue());
}

async function expectGood(page: Page, what: string) {
  await expectAccessible(page, what);
  await expectFits(page, what);
}

/** What is shown there is looked at by axe with all other pages. */
async function expectFits(page: Page, what: string) {
  await page.setViewportSize(phone);
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang, `${what} fits a phone`).toBe(0);
  await page.setViewportSize(desk);
}

test('a person chooses a forgotten password anew, looks after their sessions, and changes password and e-mail', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await page.goto('/sign-in?callbackUrl=%2Fharbour-and-vine%2Fsettings');
  await page.getByLabel('E-mail').fill('nobody@intray.example');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
  await expect(page.getByLabel('E-mail'), 'as typed at the sign-in').toHaveValue('nobody@intray.example');
  expect(page.url(), 'and in no address').not.toMatch(/nobody|%40|@/);
  await expectFits(page, 'forgotten password');

  // An unknown e-mail and a known one are answered alike.
  const answers: (string | null)[] = [];
  for (const email of ['nobody@intray.example', person.email]) {
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeVisible();
    const said = await page.getByRole('status').textContent();
    answers.push(said?.replace(email, '') ?? null);
    if (email !== person.email) await page.getByRole('button', { name: 'Use another address' }).click();
  }
  expect(answers[0]).toBe(answers[1]);
  await expectGood(page, 'look at your mail');

  await expect.poll(() => db.mail.count({ where: { toAddress: person.email, kind: 'resetPassword' } })).toBe(1);
  await followMail(page, 'Choose a new password', person.email);
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  expect(new URL(page.url()).hash, 'the token is out of the address').toBe('');
  await page.getByLabel('New password').fill('password12345');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Use a password that is harder to guess')).toBeVisible();
  await expectGood(page, 'new password');
  await page.getByLabel('New password').fill(chosen);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed, and all your sessions have ended.')).toBeVisible();
  expect(page.url(), 'a mail holds nothing that whoever asked for it chose').not.toContain('callbackUrl');
  await followMail(page, 'Choose a new password', person.email);
  await expect(page.getByText('This link was used already')).toBeVisible();
  await expectGood(page, 'a used link');

  await page.goto('/sign-in?callbackUrl=%2Fharbour-and-vine%2Fsettings');
  await signIn(page, person.email, chosen);
  await page.waitForURL('/harbour-and-vine/settings');

  // Elsewhere the same person is signed in, with a page open.
  const elsewhere = await browser.newPage();
  await elsewhere.goto('/sign-in?callbackUrl=%2Fharbour-and-vine%2Fcosts');
  await signIn(elsewhere, person.email, chosen);
  await elsewhere.waitForURL('/harbour-and-vine/costs');
  const refused = elsewhere.waitForResponse(
    (response) => response.url().includes('/harbour-and-vine/events') && response.status() === 401,
  );

  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.waitForURL(accountPaths.root);
  await page.getByRole('link', { name: 'Sessions' }).click();
  await page.waitForURL(accountPaths.sessions);
  await expect(page.getByRole('listitem').filter({ hasText: 'This session' })).toContainText('Chrome on');
  await expectFits(page, 'sessions');
  await page.getByRole('button', { name: /^End the session of/ }).click();
  await expect(page.getByText('Session ended')).toBeVisible();
  await refused;
  await elsewhere.reload();
  await elsewhere.waitForURL(/\/sign-in\?callbackUrl=/);

  await signIn(elsewhere, person.email, chosen);
  await elsewhere.waitForURL('/harbour-and-vine/costs');
  await elsewhere.goto(accountPaths.security);
  await elsewhere.getByLabel('New password').fill(changed);
  await page.reload();
  await page.getByRole('button', { name: 'End all others' }).click();
  await expectAccessible(page, 'end all others');
  await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
  await expect(page.getByText('All other sessions ended')).toBeVisible();
  // As when somebody comes back to the tab.
  await elsewhere.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await elsewhere.getByRole('dialog', { name: 'You have been signed out' }).getByRole('button').click();
  await elsewhere.waitForURL(/\/sign-in\?callbackUrl=/);
  await expect(elsewhere.getByLabel('Password'), 'what was typed on another page').toHaveValue('');
  await elsewhere.close();

  await page.getByRole('link', { name: 'Sign-in and security' }).click();
  await page.getByLabel('Present password').fill('not the password');
  await page.getByLabel('New password').fill(changed);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await expectGood(page, 'sign-in and security');
  await page.getByLabel('Present password').fill(chosen);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();

  const newEmail = `new-${person.email}`;
  await page.getByLabel('New e-mail').fill(newEmail);
  await page.getByLabel('Your password').fill(changed);
  await page.getByRole('button', { name: 'Change the e-mail' }).click();
  const sides = page.getByRole('list', { name: 'Who has said yes' });
  await expect(sides.getByText('waiting for the link in its mail')).toHaveCount(2);
  await expectGood(page, 'a change of the e-mail that waits');
  await expect(page.getByRole('link', { name: 'See the mail of this sandbox' })).toHaveAttribute(
    'href',
    '/sandbox-mail',
  );
  await followMail(page, 'Confirm your new e-mail', newEmail);
  await expect(page.getByRole('button', { name: 'Confirm this address' })).toBeVisible();
  await expectGood(page, 'confirm the e-mail');
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await expect(page.getByRole('status').getByText('Now the old address has to agree')).toBeVisible();
  await expectAccessible(page, 'the old address is awaited');
  await page.goto(accountPaths.security);
  await expect(sides.getByText('said yes on')).toHaveCount(1);
  await followMail(page, 'Agree to your new e-mail, or stop it', person.email);
  await expect(page.getByRole('button', { name: 'Agree to the new address' })).toBeVisible();
  await expectGood(page, 'agree to the e-mail');
  await page.getByRole('button', { name: 'Agree to the new address' }).click();
  await expect(page.getByRole('heading', { name: 'Your e-mail is changed' })).toBeVisible();

  await page.goto(accountPaths.activity);
  await expect(page.getByText(`Changed the e-mail from ${person.email} to ${newEmail}`)).toBeVisible();
  await expect(page.getByText('Ended all other sessions')).toBeVisible();
  await expectFits(page, 'activity');

  // The old address takes it back: everybody is out, and a new password is chosen.
  await followMail(page, 'Your e-mail was changed', person.email);
  await expect(page.getByRole('button', { name: 'Keep my address' })).toBeVisible();
  await expectGood(page, 'take back the e-mail');
  await page.getByRole('button', { name: 'Keep my address' }).click();
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await page.getByLabel('New password').fill(chosen);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/sign-in?callbackUrl=%2Faccount');
  await signIn(page, person.email, chosen);
  await page.waitForURL(accountPaths.root);

  // The profile: the time zone of the first browser, and what follows the person to another.
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/London');
  await page.getByLabel('Name').fill('Ada Wood');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('auckl');
  await page.getByRole('option', { name: 'Pacific/Auckland' }).click();
  await page.getByRole('button', { name: /Numbers/ }).click();
  await page.getByRole('option', { name: '1.234,56', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Profile saved')).toBeVisible();
  await expectFits(page, 'profile');
  await page.getByRole('link', { name: 'Notices' }).click();
  await expect(page.getByText('Always by mail')).toBeVisible();
  await expectGood(page, 'notices');
  const switchSaved = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('switch', { name: 'Items are given to you: by mail' }).uncheck();
  await switchSaved;
  await page.reload();
  await expect(page.getByRole('switch', { name: 'Items are given to you: by mail' })).not.toBeChecked();
  const noticesShown = page.getByRole('list', { name: 'Notices' });
  await expect(noticesShown.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('switch', { name: 'Items are given to you: here' }).uncheck();
  await expect(noticesShown, 'goes without a reload').toHaveCount(0);
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.waitForURL(accountPaths.root);
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('radio', { name: 'Dark', exact: true }).check();
  await saved;
  const another = await browser.newPage();
  await another.goto('/sign-in?callbackUrl=%2Faccount%2Factivity');
  await signIn(another, person.email, chosen);
  await another.waitForURL(accountPaths.activity);
  const html = await (await another.request.get(accountPaths.activity)).text();
  expect(html, 'drawn dark by the server').toContain('data-theme="dark"');
  const newest = another.locator('time').first();
  const at = new Date((await newest.getAttribute('datetime')) ?? '');
  const hour = at.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Pacific/Auckland' });
  await expect(newest).toContainText(hour);

  // Amounts have a decimal comma wherever they are read, and are typed so without doubt.
  const business = await aSharedBusiness();
  await db.membership.create({
    data: { userId: person.id, businessId: business.scope.businessId, role: 'BOOKKEEPER' },
  });
  const item = await aSharedItem(business, { total: '1234.50', taxAmount: '205.75' });
  await another.goto(`/${business.slug}/costs`);
  await expect(row(another, `INV-${item.number}`)).toContainText('1.234,50');
  await another.goto(`/${business.slug}/costs/${item.number}`);
  await expect(text(another, 'Total')).toHaveValue('1.234,50');
  await setText(another, 'Total', '2.468');
  await expect(text(another, 'Total')).toHaveValue('2.468,00');
  await expect(text(another, 'Tax')).toHaveValue('411,33');
  await setText(another, 'Tax', '12,5');
  await expect(another.getByText('Entered by hand. 20% of this total would be 411,33.')).toBeVisible();
  await another.getByRole('tab', { name: 'History' }).click();
  await expect(another.getByRole('listitem').filter({ hasText: 'changed Total' })).toContainText('1.234,50 → 2.468,00');
  await another.close();
  await removeBusiness(business);
});
