import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
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

test('each member is written to, however many they are', async () => {
  const { businessId } = scope;
  const people = await db.user.createManyAndReturn({
    data: Array.from({ length: 60 }, (_, index) => ({ email: `${index}-${businessId}@example.com`, name: 'Zoe' })),
    select: { id: true },
  });
  await db.membership.createMany({ data: people.map(({ id: userId }) => ({ userId, businessId, role: 'SUBMITTER' })) });
  await requireTwoFactor(scope, { isRequired: true, secondFactorAt: shown }, from);
  expect(await db.mail.count({ where: { businessId } })).toBe(61);
});

test('what the members have open is told to ask anew who they are', async () => {
  await requireTwoFactor(scope, { isRequired: true, secondFactorAt: shown }, from);
  const events = await db.event.findMany({ where: { businessId: scope.businessId, topic: 'team' } });
  expect(events.map((event) => event.subjectId)).toEqual([other]);
});

test('the page says who has two factors: a phone that was confirmed, or a passkey', async () => {
  const has = async () =>
    (await twoFactorRule(scope)).members.filter(({ hasTwoFactor }) => hasTwoFactor).map(({ userId }) => userId);
  expect(await has()).toEqual([]);
  await db.totp.create({ data: { userId: other, secret: 'none' } });
  expect(await has()).toEqual([]);
  await db.totp.update({ where: { userId: other }, data: { confirmedAt: new Date() } });
  await db.passkey.create({
    data: { userId: scope.actor.userId, name: 'Key', credentialId: 'id', publicKey: Buffer.from(''), counter: 0 },
  });
  expect(new Set(await has())).toEqual(new Set([other, scope.actor.userId]));
});
