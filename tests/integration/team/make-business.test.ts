import { beforeEach, describe, expect, test } from 'vitest';
import { businessesOf } from '#lib/authorise.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import type { BusinessMakers } from '#lib/env.ts';
import { businessInput, MAX_BUSINESSES, makeBusiness } from '#lib/team/make-business.ts';

const from = { address: '192.0.2.1', device: 'Firefox' };
const input = businessInput.parse({ businessName: 'Fern & Sons', country: 'NZ', baseCurrency: 'NZD' });

let user: { id: string; name: string };
beforeEach(async () => {
  await db.rateLimit.deleteMany();
  await db.business.deleteMany({ where: { slug: { startsWith: 'fern-and-sons' } } });
  user = await db.user.create({
    data: { email: `${crypto.randomUUID()}@example.com`, name: 'Ada', passwordHash: '-' },
  });
});

test('whoever makes a business is its admin and an owner in it, and the audit tells it', async () => {
  expect(await makeBusiness(user, input, from)).toEqual({ ok: true, value: { slug: 'fern-and-sons' } });
  const [business] = await businessesOf(user.id);
  expect(business).toMatchObject({ name: 'Fern & Sons', country: 'NZ', baseCurrency: 'NZD', logoId: null });
  const businessId = business?.id ?? '';
  expect(await db.membership.findFirst({ where: { businessId } })).toMatchObject({ role: 'ADMIN', userId: user.id });
  expect(await ownerOfMember(db, businessId, user.id)).not.toBeNull();
  expect(await db.auditEntry.findFirst({ where: { businessId } })).toMatchObject({ action: 'businessMade' });
});

test('businesses of one name, also when made at once, get an address each', async () => {
  const made = await Promise.all([1, 2, 3].map(() => makeBusiness(user, input, from)));
  const slugs = made.map((answer) => (answer.ok ? answer.value.slug : answer.error.code));
  expect(slugs.sort()).toEqual(['fern-and-sons', 'fern-and-sons-2', 'fern-and-sons-3']);
});

test('where the settings leave it to admins, or to nobody, others make none', async () => {
  const make = (makers: BusinessMakers) => makeBusiness(user, input, from, makers);
  const refused = { error: { code: 'notAllowed' } };
  expect(await make('admins')).toMatchObject(refused);
  expect(await make('everyone')).toMatchObject({ ok: true });
  expect(await make('nobody')).toMatchObject(refused);
  expect(await make('admins')).toMatchObject({ ok: true });
  await db.membership.updateMany({ where: { userId: user.id }, data: { role: 'BOOKKEEPER' } });
  expect(await make('admins')).toMatchObject(refused);
  expect(await businessesOf(user.id)).toHaveLength(2);
});

describe('nobody makes', () => {
  test('more businesses than one person can be in, also at once', async () => {
    await db.business.createMany({
      data: Array.from({ length: MAX_BUSINESSES - 1 }, (_, n) => ({
        slug: `fern-and-sons-of-${n}`,
        name: 'Fern',
        country: 'NZ',
        baseCurrency: 'NZD',
      })),
    });
    const all = await db.business.findMany({ where: { slug: { startsWith: 'fern-and-sons-of' } } });
    await db.membership.createMany({
      data: all.map(({ id }) => ({ businessId: id, userId: user.id, role: 'SUBMITTER' as const })),
    });
    const made = await Promise.all([1, 2].map(() => makeBusiness(user, input, from)));
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await makeBusiness(user, input, from)).toMatchObject({ error: { code: 'tooMany' } });
    expect((await businessesOf(user.id)).length).toBe(MAX_BUSINESSES);
  });

  test('more than twenty within a day', async () => {
    for (let n = 0; n < 20; n += 1) expect(await makeBusiness(user, input, from)).toMatchObject({ ok: true });
    expect(await makeBusiness(user, input, from)).toMatchObject({ error: { code: 'tooFast' } });
  });
});
