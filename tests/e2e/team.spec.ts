import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { typeEarly, withholdScripts } from '#tests/support/early.ts';
import { aSharedBusiness, removeBusiness, type SharedBusiness } from '#tests/support/shared-business.ts';
import { demoEmails, sessionOf } from '#tests/support/sign-in.ts';

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 720 };

let business: SharedBusiness;

test.beforeAll(async () => {
  business = await aSharedBusiness();
});

test.afterAll(async () => {
  await removeBusiness(business);
});

async function invite(admin: Page, addresses: string, role: string) {
  await admin.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = admin.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByLabel('E-mail addresses').fill(addresses);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  return dialog;
}

/** The link of an open invitation, as an admin passes it on. */
async function linkFor(admin: Page, email: string): Promise<string> {
  await admin.getByRole('button', { name: `Copy link for ${email}` }).click();
  const dialog = admin.getByRole('dialog', { name: 'Copy the link' });
  const link = await dialog.getByLabel('Link in the mail').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function join(page: Page, name: string) {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill('tulip marble canoe');
  await page.getByRole('button', { name: 'Join and sign in' }).click();
  await page.waitForURL(new RegExp(`/${business.slug}/costs`));
}

test('an admin invites two people, who join; a role counts at once, and whoever is removed is out in mid-session', async ({
  browser,
}) => {
  const id = randomUUID().slice(0, 8);
  const [robinsAddress, samsAddress] = [`robin-${id}@example.com`, `sam-${id}@example.com`];
  const admin = await browser.newPage({ storageState: await sessionOf('ADMIN') });
  await admin.goto(`/${business.slug}/settings`);
  await admin.getByRole('navigation', { name: 'Business settings' }).getByRole('link', { name: 'Team' }).click();
  const members = admin.getByRole('table', { name: 'Members' });
  await expect(members.getByRole('row')).toHaveCount(4);

  // What cannot be invited is told where it stands; the rest is sent.
  const dialog = await invite(
    admin,
    `Robin Ledger <${robinsAddress}>; nonsense\n${demoEmails.BOOKKEEPER}, ${robinsAddress}`,
    'Bookkeeper',
  );
  await expect(dialog.getByText('1 person invited. These were not:')).toBeVisible();
  const left = dialog.getByRole('list', { name: 'To be invited' }).getByRole('listitem');
  await expect(left).toHaveCount(2);
  await expect(left.filter({ hasText: 'nonsense' })).toContainText('This is no e-mail address');
  await expect(left.filter({ hasText: demoEmails.BOOKKEEPER })).toContainText('Is a member of this business already');
  await expectAccessible(admin, 'what was not invited');
  for (const address of ['nonsense', demoEmails.BOOKKEEPER]) {
    await dialog.getByRole('button', { name: `Remove ${address}` }).click();
  }
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await invite(admin, samsAddress, 'Submitter');
  await expect(admin.getByText('No mail leaves here')).toBeVisible();
  const invitations = admin.getByRole('table', { name: 'Open invitations' });
  await expect(invitations.getByRole('row', { name: new RegExp(samsAddress) })).toContainText('Not sent');
  await expectAccessible(admin, 'the team');
  await admin.setViewportSize(phone);
  await expectAccessible(admin, 'the team on a phone');
  await admin.setViewportSize(desk);
  const robinsLink = await linkFor(admin, robinsAddress);
  const samsLink = await linkFor(admin, samsAddress);

  // Robin has no account yet.
  const robin = await browser.newPage({ viewport: phone });
  const letCome = await withholdScripts(robin);
  const answer = await robin.goto(robinsLink, { waitUntil: 'commit' });
  await typeEarly(robin, 'password', 'password1234');
  letCome();
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(robin.getByRole('heading', { name: 'Join Items & Sons' })).toBeVisible();
  await expect(robin.getByText('Alex Harbour invites you')).toBeVisible();
  await expect(robin).toHaveTitle(/^Invitation/);
  await expectAccessible(robin, 'an invitation');
  await expect(robin.getByLabel('Your name'), 'as the admin wrote it').toHaveValue('Robin Ledger');
  await robin.getByRole('button', { name: 'Join and sign in' }).click();
  await expect(robin.getByText('Use a password that is harder to guess')).toBeVisible();
  await join(robin, 'Robin Second');

  // Somebody else's link, in the wrong account; then in a browser of their own.
  await robin.goto(samsLink);
  await expect(robin.getByRole('heading', { name: 'You are signed in with another account' })).toBeVisible();
  await expect(robin.getByText(`ask Alex Harbour to invite ${robinsAddress}`)).toBeVisible();
  await expectAccessible(robin, 'a wrong account');
  const sam = await browser.newPage();
  await sam.goto(samsLink);
  await join(sam, 'Sam Second');
  await robin.goto(samsLink);
  await expect(robin.getByRole('heading', { name: 'You are a member of Items & Sons' })).toBeVisible();

  // The admin's page shows them by itself. Another role counts at once in the page that is open.
  const sams = members.getByRole('row', { name: /Sam Second/ });
  await expect(sams).toContainText('Submitter');
  await expect(invitations).toHaveCount(0);
  const navigation = sam.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link', { name: 'Costs' })).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Suppliers' })).toHaveCount(0);
  await sams.getByRole('button', { name: 'Submitter: the role of Sam Second' }).click();
  await expect(admin.getByRole('menuitemradio', { name: /^Submitter/ }), 'the role they have').toBeFocused();
  await admin.getByRole('menuitemradio', { name: /^Bookkeeper/ }).click();
  await expect(sams.getByRole('button', { name: 'Bookkeeper: the role of Sam Second' })).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Suppliers' })).toBeVisible();
  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect(navigation.getByRole('link', { name: 'Suppliers' })).toHaveCount(0);

  // In mid-session.
  await robin.setViewportSize(desk);
  await robin.goto(`/${business.slug}/costs`);
  await expect(robin.getByRole('heading', { name: 'Costs', exact: true })).toBeVisible();
  await members.getByRole('button', { name: 'More about Robin Second' }).click();
  await admin.getByRole('menuitem', { name: 'Remove from the business' }).click();
  const removing = admin.getByRole('dialog', { name: 'Remove Robin Second?' });
  await expect(removing.getByText('Nothing is open of theirs')).toBeVisible();
  await expectAccessible(admin, 'removing a member');
  await removing.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(members.getByRole('row', { name: /Robin Second/ })).toHaveCount(0);
  await expect(robin.getByRole('heading', { name: 'You are no longer a member of Items & Sons' })).toBeVisible();
  await expectAccessible(robin, 'no longer a member');
  expect((await robin.request.get(`/${business.slug}/events`)).status()).toBe(404);
  await robin.goto(robinsLink);
  await expect(robin.getByRole('heading', { name: 'This invitation has been used' })).toBeVisible();

  // Out of the wrong account, and what a link says that was replaced.
  const elsewhere = `alex-${id}@example.com`;
  await invite(admin, elsewhere, 'Admin');
  const link = await linkFor(admin, elsewhere);
  await robin.goto(link);
  await robin.getByRole('button', { name: `Sign out and use ${elsewhere}` }).click();
  await expect(robin.getByLabel('Your name')).toBeVisible();
  await invitations.getByRole('button', { name: `More about the invitation of ${elsewhere}` }).click();
  await admin.getByRole('menuitem', { name: 'Send again' }).click();
  await expect(admin.getByText('The older link no longer works.')).toBeVisible();
  await robin.reload();
  await expect(robin.getByRole('heading', { name: 'This invitation was replaced by a newer one' })).toBeVisible();

  // More than go at once is told as they are pasted, and what was typed is there again after Escape.
  await admin.getByRole('button', { name: 'Invite', exact: true }).click();
  const addresses = admin.getByLabel('E-mail addresses');
  await addresses.fill(`${Array.from({ length: 51 }, (_, index) => `p${index}@example.com`).join('\n')}\nmore@exam`);
  await expect(admin.getByText('51 addresses were read, and at most 50 people are invited at once.')).toBeInViewport();
  await addresses.press('Escape');
  await admin.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(addresses).toHaveValue('more@exam');
  await expect(admin.getByRole('list', { name: 'To be invited' }).getByRole('listitem')).toHaveCount(51);
  await admin.getByRole('button', { name: 'Remove the last 1' }).click();
  await expect(admin.getByRole('list', { name: 'To be invited' }).getByRole('listitem')).toHaveCount(50);
  await addresses.press('Escape');

  await admin.getByRole('navigation', { name: 'Team' }).getByRole('link', { name: 'Activity' }).click();
  const activity = admin.getByRole('table', { name: 'Activity' });
  await expect(activity.getByRole('row', { name: /Removed Robin Second, who was Bookkeeper/ })).toBeVisible();
  await expect(activity.getByRole('row')).toHaveCount(10);
  await expectAccessible(admin, 'activity');
  for (const page of [admin, robin, sam]) await page.close();
});
