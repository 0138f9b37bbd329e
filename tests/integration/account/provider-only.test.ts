import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { changePassword } from '#lib/account/change-password.ts';
import { confirmByPassword, confirmPerson, hasPassword, howToConfirm } from '#lib/account/confirm-person.ts';
import { askToChangeEmail } from '#lib/account/email-change.ts';
import { checkReset, makeResetLink, sendResetLink } from '#lib/account/password-reset.ts';
import { db } from '#lib/db.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { joinInput, joinWithNewAccount } from '#lib/team/invitations/join.ts';
import { aPerson, from } from '#tests/support/account.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { withProviderSettings } from '#tests/support/oidc-settings.ts';
import { inviting, openInvitation } from '#tests/support/team.ts';

withProviderSettings({ isOnlyWay: true });
afterAll(closeQueues);

const password = 'tulip marble canoe';
const off = { ok: false, error: { code: 'passwordsOff', message: expect.stringContaining('Sign in with Acme') } };

test('where a provider is the only way in, nobody makes an account with a password, and the invitation stays open', async () => {
  const scope = await aBusiness();
  const email = `${randomUUID()}@example.com`;
  await inviting(scope, [email]);
  const { token } = await openInvitation(scope, email);
  expect(await joinWithNewAccount(joinInput.parse({ token, name: 'Robin', password }), from)).toMatchObject(off);
  expect(await db.user.count({ where: { email } })).toBe(0);
  expect(await openInvitation(scope, email)).toMatchObject({ token });
});

test('nobody is asked for a password there: whoever changes how they sign in, or turns two factors off, signs in anew', async () => {
  const person = await aPerson();
  const session = { user: person, createdAt: new Date(0), secondFactorAt: null };
  expect(await hasPassword(person.id)).toBe(false);
  expect(await howToConfirm(session)).toBe('signIn');
  expect(await confirmPerson(session, person.password)).toMatchObject({ error: { code: 'signInAnew' } });
  expect(await confirmByPassword({ ...session, createdAt: new Date() }, '')).toMatchObject({ ok: true });
});

test('an e-mail is the provider’s, and not changed here', async () => {
  const person = await aPerson();
  const session = { user: person, createdAt: new Date(), secondFactorAt: null };
  const wish = { email: 'new@example.com', present: person.password };
  expect(await askToChangeEmail(session, wish, from)).toMatchObject({
    error: { code: 'emailAtProvider', message: expect.stringContaining('at Acme') },
  });
});

test('nor changes a password, nor is sent a link for another; an operator’s link helps whoever has to link an account', async () => {
  const person = await aPerson();
  const scope = { userId: person.id, sessionId: randomUUID(), from };
  expect(await changePassword(scope, { present: person.password, password })).toMatchObject(off);
  await sendResetLink(person.email, from);
  expect(await db.passwordReset.count({ where: { userId: person.id } })).toBe(0);
  const path = (await makeResetLink(person.email)) ?? '';
  expect(await checkReset(path.split('#')[1] ?? '', from)).toMatchObject({ ok: true });
});
