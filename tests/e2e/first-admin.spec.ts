import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import PostalMime from 'postal-mime';
import { openDataDirectory } from '#scripts/lib/data-directory.mjs';
import { freePort } from '#scripts/lib/ports.mjs';
import { readSettings } from '#scripts/lib/settings.mjs';
import { startStack } from '#scripts/lib/stack.mjs';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { postfixBounce } from '#tests/support/bounces.ts';
import { test } from '#tests/support/browser.ts';
import { addFiles, text, uploads } from '#tests/support/costs-pages.ts';
import { typeEarly, withholdScripts } from '#tests/support/early.ts';
import { aPdf } from '#tests/support/files.ts';
import { imapAccount, startImapServer } from '#tests/support/imap-server.ts';
import { mailAccount, type SmtpServer, startMailServer } from '#tests/support/mail-server.ts';
import { codeOf } from '#tests/support/phone.ts';

/** Intray as it is set up for work: a data folder with nothing in it, no sandbox, a mail server, and its mailbox. */
async function startForWork(directory: string, mailPort: number, imapPort: number) {
  openDataDirectory(directory);
  const port = String(await freePort());
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  const settings = readSettings({
    ...{ PATH, TMPDIR, NODE_COMPILE_CACHE, DATA_DIR: directory, PORT: port },
    XERO_CLIENT_ID: 'an-app',
    XERO_CLIENT_SECRET: 'its-secret',
    ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mailPort), SMTP_TLS: 'none', MAIL_FROM: 'intray@books.example' },
    SMTP_USER: mailAccount.user,
    SMTP_PASSWORD: mailAccount.password,
    ...{ BOUNCES_IMAP_HOST: '127.0.0.1', BOUNCES_IMAP_PORT: String(imapPort), BOUNCES_IMAP_TLS: 'none' },
    ...{ BOUNCES_IMAP_USER: imapAccount.user, BOUNCES_IMAP_PASSWORD: imapAccount.password },
  });
  return startStack(settings, { step: (_title, work) => work(), show: () => {} });
}

const robins = { email: 'robin@books.example', password: 'tulip marble canoe', newPassword: 'lantern orbit fennel' };
const sams = { email: 'sam@books.example', password: 'copper violin meadow' };
const mistyped = 'smam@books.example';
const accountant = 'ines@accounts.example';
const alexs = { email: 'alex@books.example', password: 'walnut harbour kettle' };

/** What a mail says to people whose program shows plain text. Its encoding breaks lines and writes signs as numbers. */
const plainOf = (mail: string) =>
  mail
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

/** A mail leaves within a second; beside a whole suite the worker may need the next sweep, or two. */
const PATIENCE_MS = 60_000;

/** The link of the newest mail to an address that has one of this kind. */
async function linkIn(server: SmtpServer, to: string, path: string): Promise<string> {
  const links = () =>
    server.mails
      .filter((mail) => mail.to.includes(to))
      .flatMap(({ text }) => plainOf(text).match(/http:\/\/localhost:\d+\/[\w/#-]+/g) ?? [])
      .filter((link) => link.includes(path));
  await expect.poll(links, { message: `a mail to ${to}`, timeout: PATIENCE_MS }).not.toEqual([]);
  return links().at(-1) ?? '';
}

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function joinBy(link: string, page: Page, name: string, password: string) {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join and sign in' }).click();
  await page.waitForURL('/quay-books/costs');
}

/** Sets up the phone's codes on the page that leads there, and gives the secret. */
async function setUpPhone(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Set up with your phone' }).click();
  const secret = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
  await page.getByRole('textbox', { name: 'Code', exact: true }).fill(codeOf(secret));
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return secret;
}

test('a first admin sets up Intray and invites three people by mail, of whom two join and one’s mail comes back; all need two factors, one forgets a password, and one is removed in mid-session', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const directory = mkdtempSync(join(tmpdir(), 'intray-work-'));
  const mailServer = await startMailServer(0);
  const mailbox = await startImapServer();
  const stack = await startForWork(directory, mailServer.port, mailbox.port);
  const contexts: BrowserContext[] = [];
  const someone = async () => {
    const context = await browser.newContext({ baseURL: stack.env.APP_URL });
    contexts.push(context);
    return context.newPage();
  };
  try {
    const alex = await someone();
    // By somebody who does not wait for the scripts.
    const letCome = await withholdScripts(alex);
    await alex.goto('/', { waitUntil: 'commit' });
    await typeEarly(alex, 'businessName', 'Quay Books');
    await typeEarly(alex, 'password', alexs.password);
    letCome();
    await alex.getByRole('combobox', { name: 'Country' }).fill('United Kingdom');
    await alex.getByRole('option', { name: 'United Kingdom' }).click();
    await alex.getByLabel('Your name').fill('Alex Quay');
    await alex.getByLabel('E-mail').fill(alexs.email);
    await alex.getByRole('button', { name: 'Set up and sign in' }).click();
    await alex.waitForURL('/quay-books/costs');

    // A bill goes to somebody outside with its document, by key.
    await addFiles(alex, [{ name: 'mooring.pdf', mimeType: 'application/pdf', buffer: aPdf('Mooring') }]);
    await uploads(alex)
      .getByRole('link', { name: /^Open item/ })
      .click();
    await expect(text(alex, 'Document reference')).toBeEnabled();
    await alex.getByRole('heading', { level: 1 }).click();
    await alex.keyboard.press('l');
    const sending = alex.getByRole('dialog', { name: 'Send' });
    await sending.getByRole('textbox', { name: 'To', exact: true }).fill(accountant);
    await sending.getByRole('textbox', { name: 'Message' }).fill('For the year end.');
    await sending.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(alex.getByText(`Item on the way to ${accountant}`)).toBeVisible();
    const toAccountant = () => mailServer.mails.filter((mail) => mail.to.includes(accountant)).map(({ text }) => text);
    await expect.poll(toAccountant, { timeout: PATIENCE_MS }).toHaveLength(1);
    const bill = await PostalMime.parse(toAccountant()[0] ?? '');
    expect(bill.attachments.map(({ filename }) => filename)).toEqual(['mooring.pdf']);
    expect(bill.replyTo).toMatchObject([{ address: alexs.email }]);
    expect(bill.text).toContain('For the year end.');
    await alex.goto('/quay-books/settings/mail');
    await expect(alex.getByRole('row').filter({ hasText: accountant })).toContainText('Sent');

    await alex.goto('/quay-books/settings/team');
    for (const [address, role] of [
      [robins.email, 'Bookkeeper'],
      [sams.email, 'Submitter'],
      [mistyped, 'Submitter'],
    ] as const) {
      await alex.getByRole('button', { name: 'Invite', exact: true }).click();
      const dialog = alex.getByRole('dialog', { name: 'Invite people' });
      await dialog.getByLabel('E-mail addresses').fill(address);
      await dialog.getByRole('radio', { name: role }).check();
      await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(dialog).toHaveCount(0);
    }
    await linkIn(mailServer, mistyped, '/invitation/');
    const sent = mailServer.mails.find((mail) => mail.to.includes(mistyped))?.text ?? '';
    mailbox.add(postfixBounce({ messageId: /^Message-ID: (\S+)/m.exec(sent)?.[1] ?? '', to: mistyped }));
    await alex.getByRole('navigation', { name: 'Business settings' }).getByRole('link', { name: 'Mail' }).click();
    await expect(alex.getByText('Mail that comes back to intray@books.example is read by Intray')).toBeVisible();
    await alex.getByRole('button', { name: 'Read now' }).click();
    const bounced = alex.getByRole('row').filter({ hasText: mistyped });
    await expect(bounced).toContainText('Bounced', { timeout: PATIENCE_MS });
    await expectAccessible(alex, 'a mail that bounced, in the list');
    await bounced.getByRole('link').click();
    await expect(alex.getByText('There is no such address.')).toBeVisible();
    await expect(alex.getByText('Recipient address rejected: User unknown')).toBeVisible();
    await expect(alex.getByRole('button', { name: 'Send again' })).toBeVisible();
    await alex.goto('/quay-books/settings/team');
    await expect(alex.getByRole('row').filter({ hasText: mistyped })).toContainText('Bounced');

    const [robin, sam] = [await someone(), await someone()];
    await joinBy(await linkIn(mailServer, robins.email, '/invitation/'), robin, 'Robin Ledger', robins.password);
    await joinBy(await linkIn(mailServer, sams.email, '/invitation/'), sam, 'Sam Receipt', sams.password);
    await expect(alex.getByRole('row', { name: /Robin Ledger/ })).toContainText('Bookkeeper');
    await alex.getByRole('link', { name: 'New notices: 3' }).click();
    await expect(alex.getByText(/Robin Ledger.* joined/)).toBeInViewport();
    await expect(alex.getByText(/Sam Receipt.* joined/)).toBeVisible();
    await expect(alex.getByText(new RegExp(`to ${mistyped} came back undelivered`))).toBeVisible();

    await alex.goto('/account/second-factor?next=/quay-books/settings/security');
    await setUpPhone(alex);
    await alex.waitForURL('/quay-books/settings/security');
    await alex.getByRole('switch', { name: /Everybody needs two-factor sign-in/ }).click();
    await alex.getByRole('button', { name: 'Ask for two factors' }).click();
    await expect(alex.getByText('Everybody needs two factors now')).toBeVisible();
    await robin.goto('/quay-books/costs');
    await robin.waitForURL(/\/account\/second-factor\?next=/);
    const phone = await setUpPhone(robin);
    await robin.waitForURL('/quay-books/costs');

    // A forgotten password needs the mail, and the phone still.
    const elsewhere = await someone();
    await elsewhere.goto('/sign-in?callbackUrl=%2Fquay-books%2Fcosts');
    await elsewhere.getByRole('link', { name: 'Forgotten your password?' }).click();
    await expect(elsewhere.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
    await elsewhere.getByLabel('E-mail').fill(robins.email);
    await elsewhere.getByRole('button', { name: 'Send me a link' }).click();
    await elsewhere.goto(await linkIn(mailServer, robins.email, '/new-password#'));
    await elsewhere.getByLabel('New password').fill(robins.newPassword);
    await elsewhere.getByRole('button', { name: 'Change the password' }).click();
    await expect(elsewhere.getByText('Your password is changed, and all your sessions have ended.')).toBeVisible();
    await expect(robin.getByRole('dialog', { name: 'You have been signed out' })).toBeVisible();
    await elsewhere.goto('/sign-in?callbackUrl=%2Fquay-books%2Fcosts');
    await signIn(elsewhere, { email: robins.email, password: robins.newPassword });
    await expect(elsewhere.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
    await elsewhere.getByRole('textbox', { name: 'Code', exact: true }).fill(codeOf(phone, 1));
    await elsewhere.waitForURL('/quay-books/costs');

    await alex.goto('/quay-books/settings/team');
    await alex.getByRole('button', { name: 'More about Robin Ledger' }).click();
    await alex.getByRole('menuitem', { name: 'Remove from the business' }).click();
    await alex.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(elsewhere.getByRole('dialog', { name: 'You are no longer a member of Quay Books' })).toBeVisible();
    expect((await elsewhere.request.get('/quay-books/events')).status()).toBe(404);
  } finally {
    for (const context of contexts) await context.close();
    await stack.stop();
    await mailServer.stop();
    await mailbox.stop();
    rmSync(directory, { recursive: true });
  }
});
