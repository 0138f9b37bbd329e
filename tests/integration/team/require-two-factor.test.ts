import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { requireTwoFactor, twoFactorRule } from '#lib/team/require-two-factor.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '192.0.2.1', device: 'Firefox' };
const shown = new Date();
let scope: PersonScope;
let other: string;

beforeEach(async () => {
  scope = await aBusiness();
  ({ id: other } = await db.user.create({
    data: {
      email: `${scope.businessId}@example.com`,
      name: 'Zed',
      passwordHash: 'none',
      memberships: { create: { businessId: scope.businessId, role: 'SUBMITTER' } },
    },
  }));
});

test('an admin who has shown one factor cannot ask all for two, and so is not shut out', async () => {
  const asked = await requireTwoFactor(scope, { isRequired: true, secondFactorAt: null }, from);
  expect(asked).toMatchObject({ ok: false, error: { code: 'secondFactorMissing' } });
  expect((await twoFactorRule(scope)).isRequired).toBe(false);
});

test('asking for it, and no longer, is in the audit, and in a mail to all other members, once', async () => {
  for (const isRequired of [true, true, false]) {
    expect((await requireTwoFactor(scope, { isRequired, secondFactorAt: shown }, from)).ok).toBe(true);
  }
  const audit = await db.auditEntry.findMany({ where: { businessId: scope.businessId }, orderBy: { id: 'asc' } });
  expect(audit.map(({ action, actorUserId }) => [action, actorUserId])).toEqual([
    ['twoFactorRequired', scope.actor.userId],
    ['twoFactorOptional', scope.actor.userId],
  ]);
  const mails = await db.mail.findMany({ where: { businessId: scope.businessId }, orderBy: { createdAt: 'asc' } });
  expect(mails.map(({ kind, toName }) => `${kind} ${toName}`)).toEqual([
    'twoFactorRequired Zed',
    'twoFactorOptional Zed',
  ]);
});

test('each member is written to, more than a business may write in a day, which leaves room for other mails', async () => {
  const { businessId } = scope;
  const people = await db.user.createManyAndReturn({
    data: Array.from({ length: 520 }, (_, index) => ({ email: `${index}-${businessId}@example.com`, name: 'Zoe' })),
    select: { id: true },
  });
  await db.membership.createMany({ data: people.map(({ id: userId }) => ({ userId, businessId, role: 'SUBMITTER' })) });
  await requireTwoFactor(scope, { isRequired: true, secondFactorAt: shown }, from);
  expect(await db.mail.count({ where: { businessId } })).toBe(521);
  const other = { businessId, kind: 'test', to: [{ name: 'Zoe', email: 'zoe@example.com' }] } as const;
  const content = { title: 'A test', paragraphs: ['A test.'], button: null, footer: 'A test.' };
  expect(await db.$transaction((transaction) => writeMails(transaction, { ...other, content }))).toHaveLength(1);
});

test('it is not switched on and off without end, since all are written to each time, and ends on', async () => {
  const codes: string[] = [];
  for (let count = 0; count < 8; count++) {
    const changed = await requireTwoFactor(scope, { isRequired: count % 2 === 0, secondFactorAt: shown }, from);
    codes.push(changed.ok ? 'ok' : changed.error.code);
  }
  expect(codes).toEqual([...Array(7).fill('ok'), 'tooOften']);
});

test('what the members have open is told to ask anew who they are', async () => {
  await requireTwoFactor(scope, { isRequired: true, secondFactorAt: shown }, from);
  const events = await db.event.findMany({ where: { businessId: scope.businessId, topic: 'team' } });
  expect(events.map((event) => event.subjectId)).toEqual([other]);
});

test('the page says by what each has two factors: a phone that was confirmed, a passkey', async () => {
  const has = async () =>
    Object.fromEntries((await twoFactorRule(scope)).members.map(({ userId, twoFactorBy }) => [userId, twoFactorBy]));
  const me = scope.actor.userId;
  const none = { [me]: [], [other]: [] };
  expect(await has()).toEqual(none);
  await db.totp.create({ data: { userId: other, secret: 'none' } });
  expect(await has()).toEqual(none);
  await db.totp.update({ where: { userId: other }, data: { confirmedAt: new Date() } });
  await db.passkey.create({
    data: { userId: me, name: 'Key', credentialId: 'id', publicKey: Buffer.from(''), counter: 0 },
  });
  expect(await has()).toEqual({ [me]: ['passkey'], [other]: ['phone'] });
});

test('whoever the provider asked for two factors at their newest visit has them, as long as its account is linked', async () => {
  const by = async () => (await twoFactorRule(scope)).members.find(({ userId }) => userId === other)?.twoFactorBy;
  const visit = (secondFactorAt: Date | null) =>
    db.session.create({
      data: { userId: other, method: 'provider', deviceHash: 'one', address: '192.0.2.1', device: '', secondFactorAt },
    });
  await visit(shown);
  expect(await by()).toEqual([]);
  await db.providerLink.create({
    data: { userId: other, issuer: 'https://id.example', subject: other, email: 'zed@example.com' },
  });
  expect(await by()).toEqual(['provider']);
  await visit(null);
  expect(await by()).toEqual([]);
});
