import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { liveSession } from '#lib/account/sessions.ts';
import { authorise, businessesOf, isMember } from '#lib/authorise.ts';
import { disconnect } from '#lib/connecting/disconnect.ts';
import { db } from '#lib/db.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { openContent } from '#lib/mail/mail-seal.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { closeBusiness } from '#lib/team/closing/close-business.ts';
import { deleteBusiness, wakeDeletions } from '#lib/team/closing/delete-business.ts';
import { closedBusinesses, reopenBusiness } from '#lib/team/closing/reopen-business.ts';
import { aPerson, aSession, from, type TestPerson } from '#tests/support/account.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';
import { logLines } from '#tests/support/log-lines.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  type ConnectedBusiness,
  drainOnce,
  drainToTheEnd,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { aMember, inviting } from '#tests/support/team.ts';

withSandbox();

/** An admin with a password, in a session of theirs. */
type Admin = { scope: PersonScope; person: TestPerson; name: string; slug: string };
let admin: Admin;

async function adminOf({ businessId }: PersonScope): Promise<Admin> {
  const person = await aPerson('Alex Quay');
  await db.membership.create({ data: { businessId, userId: person.id, role: 'ADMIN' } });
  const { name, slug } = await db.business.findUniqueOrThrow({ where: { id: businessId } });
  const actor = { kind: 'person', userId: person.id, name: person.name, role: 'ADMIN' } as const;
  return { scope: { businessId, actor }, person, name, slug };
}

const sessionOf = async ({ person }: Admin) =>
  (await liveSession(await aSession(person.id))) ?? expect.unreachable('it has just begun');

const close = async (who: Admin, input: { name?: string; present?: string } = {}) =>
  closeBusiness(
    who.scope,
    await sessionOf(who),
    { name: input.name ?? who.name, present: input.present ?? who.person.password },
    from,
  );

const reopen = async (who: Admin) =>
  reopenBusiness(await sessionOf(who), { businessId: who.scope.businessId, present: who.person.password }, from);

const codeOf = async ({ slug }: Admin, userId: string) => {
  const access = await authorise({ userId, secondFactorAt: null }, slug, null);
  return access.ok ? 'in' : access.error.code;
};

const isOpen = async ({ scope }: Admin) =>
  (await db.business.findUniqueOrThrow({ where: { id: scope.businessId } })).closedAt === null;

/** As if its day had come. */
const dayComes = ({ scope }: Admin) =>
  db.business.update({ where: { id: scope.businessId }, data: { deleteAt: new Date(Date.now() - 1_000) } });

const mailsOf = async (kind: string) =>
  (await db.mail.findMany({ where: { businessId: admin.scope.businessId, kind } })).map((mail) => ({
    to: mail.toAddress,
    button: openContent(mail)?.button?.label,
  }));

beforeEach(async () => {
  admin = await adminOf(await aBusiness());
});
afterAll(closeQueues);

test('a business is closed by an admin who types its name and their password, and by nobody else', async () => {
  expect(await close(admin, { name: 'Another' })).toMatchObject({ error: { code: 'nameWrong' } });
  expect(await close(admin, { present: 'wrong' })).toMatchObject({
    error: { fields: { present: expect.any(String) } },
  });
  const totp = { userId: admin.person.id, secret: 'sealed', confirmedAt: new Date() };
  await db.totp.create({ data: totp });
  expect(await close(admin), 'with one factor of two').toMatchObject({ error: { code: 'secondFactorNeeded' } });
  await db.totp.deleteMany({ where: { userId: admin.person.id } });
  await db.membership.updateMany({ where: { userId: admin.person.id }, data: { role: 'BOOKKEEPER' } });
  expect(await close(admin), 'no admin any more').toMatchObject({ error: { code: 'roleInsufficient' } });
  expect(await isOpen(admin)).toBe(true);
});

test('one who is no admin any more, and one who comes second, end no connection', async () => {
  const { scope, connectionId } = await aConnectedBusiness();
  const late = await adminOf(scope);
  const membership = { userId: late.person.id, businessId: scope.businessId };
  await db.membership.updateMany({ where: membership, data: { role: 'BOOKKEEPER' } });
  expect(await close(late)).toMatchObject({ error: { code: 'roleInsufficient' } });
  await db.membership.updateMany({ where: membership, data: { role: 'ADMIN' } });
  const closed = { closedAt: new Date(), closedByUserId: late.person.id, closedByName: late.person.name };
  await db.business.update({
    where: { id: scope.businessId },
    data: { ...closed, deleteAt: new Date(Date.now() + 86_400_000) },
  });
  expect(await close(late)).toMatchObject({ error: { code: 'closed' } });
  const { status } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  expect(status).toBe('CONNECTED');
});

test('a business whose closing fails halfway is as it was, and is closed by the next try', async () => {
  const { scope, connectionId } = await aConnectedBusiness();
  const who = await adminOf(scope);
  const statusOf = async () => (await db.connection.findUniqueOrThrow({ where: { id: connectionId } })).status;
  await db.$executeRaw`ALTER TABLE "Business" ADD CONSTRAINT "none_closed" CHECK ("closedAt" IS NULL) NOT VALID`;
  try {
    await expect(close(who)).rejects.toThrow();
  } finally {
    await db.$executeRaw`ALTER TABLE "Business" DROP CONSTRAINT "none_closed"`;
  }
  expect([await isOpen(who), await statusOf()]).toEqual([true, 'CONNECTED']);
  expect(await close(who)).toMatchObject({ ok: true });
  expect([await isOpen(who), await statusOf()]).toEqual([false, 'DISCONNECTED']);
});

test('a closed business is reached by nobody, all members are told, and its open invitations no longer work', async () => {
  const member = await aMember(admin.scope, 'BOOKKEEPER', 'Robin Ledger');
  await inviting(admin.scope, ['sam@example.com']);
  const lines = await logLines(async () => expect(await close(admin)).toMatchObject({ ok: true }));
  for (const userId of [admin.person.id, member.actor.userId]) {
    expect(await codeOf(admin, userId)).toBe('businessClosed');
    expect(await isMember(admin.scope.businessId, userId), 'what is open of it ends').toBe(false);
    expect(await businessesOf(userId)).toEqual([]);
  }
  const stranger = await aPerson();
  expect(await codeOf(admin, stranger.id), 'strangers do not learn that there is one').toBe('businessUnknown');
  const mails = await mailsOf('businessClosed');
  expect(mails).toHaveLength(3);
  expect(mails).toContainEqual({ to: admin.person.email, button: 'Open it again' });
  expect(await db.invitation.count({ where: { businessId: admin.scope.businessId, withdrawnAt: null } })).toBe(0);
  expect(lines).toMatchObject([{ msg: 'business closed', userId: admin.person.id }]);
  expect(await close(admin)).toMatchObject({ error: { code: 'closed' } });
});

test('whoever closed it opens it again within its days, with their password, and it is as it was', async () => {
  const other = await adminOf(admin.scope);
  await close(admin);
  expect(await closedBusinesses(other.person.id)).toMatchObject([{ closedByName: 'Alex Quay', mayReopen: false }]);
  expect(await reopen(other)).toMatchObject({ error: { code: 'notYours' } });
  const [closed] = await closedBusinesses(admin.person.id);
  expect(closed).toMatchObject({ name: admin.name, mayReopen: true });
  expect((closed?.deleteAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
  const session = await sessionOf(admin);
  const { businessId } = admin.scope;
  expect(await reopenBusiness(session, { businessId, present: 'wrong' }, from)).toMatchObject({ ok: false });
  expect(await reopen(admin)).toEqual({ ok: true, value: { slug: admin.slug } });
  expect(await codeOf(admin, other.person.id)).toBe('in');
  expect((await mailsOf('businessReopened')).map(({ to }) => to)).not.toContain(admin.person.email);
  const audit = await db.auditEntry.findMany({ where: { businessId }, orderBy: { id: 'asc' } });
  expect(audit.map(({ action }) => action)).toEqual(['businessClosed', 'businessReopened']);
  for (let times = 1; times < 3; times++) {
    await close(admin);
    await reopen(admin);
  }
  await close(admin);
  expect(await reopen(admin), 'all members are written to each time').toMatchObject({ error: { code: 'tooOften' } });
});

describe('with books', () => {
  let books: ConnectedBusiness;
  beforeEach(async () => {
    books = await aConnectedBusiness();
    admin = await adminOf(books.scope);
  });

  test('what waits to be published never is, and the connection is ended at the ledger too', async () => {
    const item = await anItem(books);
    await publish(books, [item]);
    const links = async () => (await control<{ connections: unknown[] }>('GET', '')).connections.length;
    const before = await links();
    expect(await close(admin)).toMatchObject({ ok: true });
    expect(await links()).toBe(before - 1);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'CANCELLED' });
    await drainOnce(books);
    expect(await billsAtLedger(books, item.reference)).toEqual([]);
  });

  test('what no connection is left to finish is in the way of no closing', async () => {
    const item = await anItem(books);
    await publish(books, [item]);
    await db.publication.updateMany({ where: { itemId: item.id }, data: { state: 'POSTED', leaseUntil: null } });
    expect(await close(admin)).toMatchObject({ error: { code: 'publishing' } });
    expect(await disconnect(books.scope, books.connectionId)).toMatchObject({ ok: true });
    expect(await close(admin)).toMatchObject({ ok: true });
  });

  test('what is on its way to the books is waited for, and a ledger that is away closes nothing', async () => {
    const item = await anItem(books);
    await publish(books, [item]);
    await db.publication.updateMany({
      where: { itemId: item.id },
      data: { state: 'UNCERTAIN', leaseUntil: null },
    });
    expect(await close(admin)).toMatchObject({ error: { code: 'publishing' } });
    await db.publication.updateMany({ where: { itemId: item.id }, data: { state: 'QUEUED' } });
    await control('POST', '/faults', { kind: 'status', status: 503, path: '/connections', method: 'DELETE' });
    expect(await close(admin)).toMatchObject({ error: { code: 'unavailable' } });
    expect(await isOpen(admin)).toBe(true);
    await control('DELETE', '/faults');
    await drainToTheEnd(books);
    expect(await close(admin)).toMatchObject({ ok: true });
  });

  test('after its days everything of it is deleted, step by step through any number of ends, and nothing of others', async () => {
    const other = await aConnectedBusiness();
    await anItem(other);
    const item = await anItem(books, { newSupplier: 'Fern Supplies' });
    await publish(books, [item]);
    await drainToTheEnd(books);
    const upload = await readUpload(new Blob([new Uint8Array(aPdf('one'))]).stream());
    if (upload.ok) await addDocument(admin.scope, { workspace: 'COSTS', fileName: 'a.pdf', upload: upload.value });
    await inviting(admin.scope, ['sam@example.com']);
    const { businessId } = admin.scope;
    const files = await db.document.findMany({ where: { businessId }, select: { storageKey: true } });
    expect(files.length).toBeGreaterThan(1);
    const left = () => rowsOf(businessId);
    const ofOther = await rowsOf(other.scope.businessId);

    await close(admin);
    expect(await deleteBusiness(businessId, new AbortController().signal), 'not before its day').toBe(true);
    expect(await isOpen(admin)).toBe(false);
    await dayComes(admin);
    expect(await reopen(admin)).toMatchObject({ error: { code: 'notYours' } });
    expect(await wakeDeletions()).toBe(1);
    const lines = await logLines(async () => {
      // A worker that is told to stop does one step; the next goes on.
      for (let runs = 0; !(await deleteBusiness(businessId, AbortSignal.abort())); runs++)
        expect(runs).toBeLessThan(200);
    });
    expect(await left()).toEqual({});
    expect(await db.business.count({ where: { id: businessId } })).toBe(0);
    for (const { storageKey } of files) await expect(storage().get(storageKey)).rejects.toThrow();
    expect(lines).toMatchObject([{ msg: 'closed business deleted', businessId, closedByUserId: admin.person.id }]);
    expect(await rowsOf(other.scope.businessId)).toEqual(ofOther);
    expect(await db.user.count({ where: { id: admin.person.id } }), 'accounts stay').toBe(1);
    expect(await wakeDeletions()).toBe(0);
  });
});

/** How many rows of each table are the business's, without tables that have none. */
async function rowsOf(businessId: string): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'businessId'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM "${name}" WHERE "businessId" = $1::uuid`,
      businessId,
    );
    if (row?.count) counts[name] = row.count;
  }
  return counts;
}
