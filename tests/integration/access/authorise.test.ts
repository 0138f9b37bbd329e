import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorise, type Identity } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { type Permission, permissions } from '#lib/domain/roles.ts';
import { addressOfItem } from '#lib/inbox/open-item.ts';
import { demoPeople } from '#lib/team/demo.ts';
import { seedDemo } from '#lib/team/seed-demo.ts';

const business = 'harbour-and-vine';
const ids: Record<string, string> = {};

/** Signed in with a password alone. */
const by = (userId = ''): Identity => ({ userId, secondFactorAt: null });

beforeAll(async () => {
  await seedDemo();
  for (const { email } of demoPeople) {
    const { id } = await db.user.findUniqueOrThrow({ where: { email } });
    ids[email.split('@')[0] ?? ''] = id;
  }
});

const codeOf = async (...call: Parameters<typeof authorise>) => {
  const answer = await authorise(...call);
  return answer.ok ? answer.value.role : answer.error.code;
};

test('each role passes where it may and nowhere else', async () => {
  expect(await codeOf(by(ids.admin), business, 'connections.manage')).toBe('ADMIN');
  expect(await codeOf(by(ids.bookkeeper), business, 'connections.manage')).toBe('roleInsufficient');
  expect(await codeOf(by(ids.bookkeeper), business, 'items.publish')).toBe('BOOKKEEPER');
  expect(await codeOf(by(ids.submitter), business, 'items.publish')).toBe('roleInsufficient');
  expect(await codeOf(by(ids.submitter), business, 'documents.add')).toBe('SUBMITTER');
});

test('a business of others looks like one that does not exist', async () => {
  const others = await authorise(by(ids.bookkeeper), 'kowhai-trading', 'items.see');
  const none = await authorise(by(ids.bookkeeper), 'no-such-business', 'items.see');
  expect(others).toMatchObject({ ok: false, error: { code: 'businessUnknown' } });
  expect(others).toEqual(none);
});

test('nobody passes without a session, without a business or with an address that is none', async () => {
  expect(await codeOf(null, business, null)).toBe('signedOut');
  expect(await codeOf(by(ids.admin), null, null)).toBe('businessUnknown');
  expect(await codeOf(by(ids.admin), '[business]', null)).toBe('businessUnknown');
  expect(await codeOf(by(ids.admin), '../harbour-and-vine', null)).toBe('businessUnknown');
});

test('a refusal names the role that is needed and whom to ask', async () => {
  const answer = await authorise(by(ids.submitter), business, 'connections.manage');
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('Admin') } });
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('Ask Alex Harbour.') } });
});

test('a changed role counts at once, and a removed member is out at once', async () => {
  const member = { userId: ids.submitter ?? '', business: { slug: business } };
  await db.membership.updateMany({ where: member, data: { role: 'BOOKKEEPER' } });
  expect(await codeOf(by(member.userId), business, 'items.publish')).toBe('BOOKKEEPER');
  await db.membership.updateMany({ where: member, data: { role: 'SUBMITTER' } });
  expect(await codeOf(by(member.userId), business, 'items.publish')).toBe('roleInsufficient');
  await db.membership.deleteMany({ where: member });
  expect(await codeOf(by(member.userId), business, 'documents.add')).toBe('businessUnknown');
});

test('a deleted person is signed out at once', async () => {
  const { id } = await db.user.create({ data: { email: 'gone@example.com', name: 'Gone', passwordHash: 'none' } });
  expect(await codeOf(by(id), business, null)).toBe('businessUnknown');
  await db.user.delete({ where: { id } });
  expect(await codeOf(by(id), business, null)).toBe('signedOut');
});

test('the link in the ledger opens an item for those who may see it only', async () => {
  const { id: businessId } = await db.business.findUniqueOrThrow({ where: { slug: business } });
  const submitter = await db.user.create({
    data: {
      email: 'another@example.com',
      name: 'Another',
      passwordHash: 'none',
      memberships: { create: { businessId, role: 'SUBMITTER' } },
    },
  });
  const { id } = await db.item.create({
    data: { businessId, number: 7, submittedByUserId: ids.admin ?? '', submittedByName: 'Alex Harbour' },
  });
  const stranger = await db.user.create({ data: { email: 's@example.com', name: 'Stranger', passwordHash: 'none' } });
  expect(await addressOfItem(by(ids.bookkeeper), id)).toBe(`/${business}/costs/7`);
  expect(await addressOfItem(by(submitter.id), id)).toBeNull();
  expect(await addressOfItem(by(stranger.id), id)).toBeNull();
  await db.item.update({ where: { id }, data: { deletedAt: new Date() } });
  expect(await addressOfItem(by(ids.bookkeeper), id)).toBeNull();
});

describe('a business that asks for two factors', () => {
  const withTwo = (userId = ''): Identity => ({ userId, secondFactorAt: new Date() });
  const asks = (needsTwoFactor: boolean) =>
    db.business.update({ where: { slug: business }, data: { needsTwoFactor }, select: { id: true } });

  beforeAll(() => asks(true));
  afterAll(() => asks(false));

  test.each(Object.keys(permissions) as Permission[])('lets nobody with one do what needs %s', async (permission) => {
    expect(await codeOf(by(ids.admin), business, permission)).toBe('secondFactorRequired');
    expect(await codeOf(withTwo(ids.admin), business, permission)).toBe('ADMIN');
  });

  test('shows them nothing of itself, and tells others no more than before', async () => {
    expect(await codeOf(by(ids.admin), business, null)).toBe('secondFactorRequired');
    expect(await authorise(by(ids.admin), business, null)).toMatchObject({
      error: { message: expect.stringContaining('Harbour & Vine asks for two-factor sign-in') },
    });
    const { id } = await db.user.create({ data: { email: 'no@example.com', name: 'No', passwordHash: 'none' } });
    expect(await codeOf(by(id), business, null)).toBe('businessUnknown');
    expect(await codeOf(null, business, null)).toBe('signedOut');
  });

  test('leaves their other businesses open', async () => {
    expect(await codeOf(by(ids.admin), 'kowhai-trading', null)).toBe('ADMIN');
  });

  test('leads from a link in the ledger to the second factor, and back to the item', async () => {
    const { id: businessId } = await asks(true);
    const item = await db.item.create({
      data: { businessId, number: 8, submittedByUserId: ids.admin ?? '', submittedByName: 'Alex Harbour' },
    });
    expect(await addressOfItem(by(ids.admin), item.id)).toBe(`/account/second-factor?next=%2Fopen%2F${item.id}`);
    expect(await addressOfItem(withTwo(ids.admin), item.id)).toBe(`/${business}/costs/8`);
  });
});
