import { beforeAll, expect, test } from 'vitest';
import { authorise } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { addressOfItem } from '#lib/inbox/open-item.ts';
import { demoPeople } from '#lib/team/demo.ts';
import { seedDemo } from '#lib/team/seed-demo.ts';

const business = 'harbour-and-vine';
const ids: Record<string, string> = {};

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
  expect(await codeOf(ids.admin ?? '', business, 'connections.manage')).toBe('ADMIN');
  expect(await codeOf(ids.bookkeeper ?? '', business, 'connections.manage')).toBe('roleInsufficient');
  expect(await codeOf(ids.bookkeeper ?? '', business, 'items.publish')).toBe('BOOKKEEPER');
  expect(await codeOf(ids.submitter ?? '', business, 'items.publish')).toBe('roleInsufficient');
  expect(await codeOf(ids.submitter ?? '', business, 'documents.add')).toBe('SUBMITTER');
});

test('a business of others looks like one that does not exist', async () => {
  const others = await authorise(ids.bookkeeper ?? '', 'kowhai-trading', 'items.see');
  const none = await authorise(ids.bookkeeper ?? '', 'no-such-business', 'items.see');
  expect(others).toMatchObject({ ok: false, error: { code: 'businessUnknown' } });
  expect(others).toEqual(none);
});

test('nobody passes without a session, without a business or with an address that is none', async () => {
  expect(await codeOf(null, business, null)).toBe('signedOut');
  expect(await codeOf(ids.admin ?? '', null, null)).toBe('businessUnknown');
  expect(await codeOf(ids.admin ?? '', '[business]', null)).toBe('businessUnknown');
  expect(await codeOf(ids.admin ?? '', '../harbour-and-vine', null)).toBe('businessUnknown');
});

test('a refusal names the role that is needed and whom to ask', async () => {
  const answer = await authorise(ids.submitter ?? '', business, 'connections.manage');
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('Admin') } });
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('Ask Alex Harbour.') } });
});

test('a changed role counts at once, and a removed member is out at once', async () => {
  const member = { userId: ids.submitter ?? '', business: { slug: business } };
  await db.membership.updateMany({ where: member, data: { role: 'BOOKKEEPER' } });
  expect(await codeOf(member.userId, business, 'items.publish')).toBe('BOOKKEEPER');
  await db.membership.updateMany({ where: member, data: { role: 'SUBMITTER' } });
  expect(await codeOf(member.userId, business, 'items.publish')).toBe('roleInsufficient');
  await db.membership.deleteMany({ where: member });
  expect(await codeOf(member.userId, business, 'documents.add')).toBe('businessUnknown');
});

test('a deleted person is signed out at once', async () => {
  const { id } = await db.user.create({ data: { email: 'gone@example.com', name: 'Gone', passwordHash: 'none' } });
  expect(await codeOf(id, business, null)).toBe('businessUnknown');
  await db.user.delete({ where: { id } });
  expect(await codeOf(id, business, null)).toBe('signedOut');
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
  expect(await addressOfItem(ids.bookkeeper ?? '', id)).toBe(`/${business}/costs/7`);
  expect(await addressOfItem(submitter.id, id)).toBeNull();
  expect(await addressOfItem(stranger.id, id)).toBeNull();
  await db.item.update({ where: { id }, data: { deletedAt: new Date() } });
  expect(await addressOfItem(ids.bookkeeper ?? '', id)).toBeNull();
});
