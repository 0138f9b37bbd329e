import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { countNewNotices, listNotices, noticeKindsOf } from '#lib/account/list-notices.ts';
import { saveNotice, saveNoticesSeen } from '#lib/account/profile.ts';
import { changeCoding } from '#lib/coding/change-coding.ts';
import { handOver } from '#lib/coding/hand-over.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import type { MailKind } from '#lib/domain/mail/mail-content.ts';
import { type GatheredKind, noticeKinds } from '#lib/domain/notice.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { noPreferences } from '#lib/domain/personal-preferences.ts';
import { readPreferences } from '#lib/domain/read-preferences.ts';
import { writeNotices, writeNoticesToAdmins } from '#lib/events/write-notices.ts';
import { openContent } from '#lib/mail/mail-seal.ts';
import { recordVerdict } from '#lib/mail/record-verdict.ts';
import { pruneNotices, tellNotices } from '#lib/mail/tell-notices.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { leaveBusiness } from '#lib/team/remove-member.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aMember, from } from '#tests/support/team.ts';

const numbers = 'commaPoint';

let admin: PersonScope;
let sam: PersonScope;

beforeEach(async () => {
  await db.notice.deleteMany();
  await db.mail.deleteMany();
  admin = await aBusiness();
  sam = await aMember(admin, 'SUBMITTER', 'Sam Receipt');
});
afterAll(closeQueues);

/** What is written once it is this much later, to whom and what it says. */
async function toldLater(minutes = 3) {
  const earlier = `${minutes} minutes`;
  await db.$executeRaw`
    UPDATE "Notice" SET "createdAt" = "createdAt" - ${earlier}::interval, "toldAt" = "toldAt" - ${earlier}::interval`;
  await tellNotices();
  const mails = await db.mail.findMany({ orderBy: { createdAt: 'asc' } });
  await db.mail.deleteMany();
  return mails.map((mail) => {
    const { title, paragraphs, button, choicesUrl } = openContent(mail) ?? expect.unreachable('its key is here');
    return { to: mail.toName, kind: mail.kind, title, text: paragraphs.join('\n'), path: button?.url, choicesUrl };
  });
}

const inBusiness = async () => db.business.findUniqueOrThrow({ where: { id: admin.businessId } });
const ownerOf = async ({ businessId, actor }: PersonScope) => ownerOfMember(db, businessId, actor.userId);

function anItem(number: number, ownerId: string | null = null) {
  return db.item.create({ data: { businessId: admin.businessId, number, reference: `R-${number}`, ownerId } });
}

async function give(itemId: string, to: PersonScope, by = admin) {
  const ownerId = await ownerOf(to);
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const given = await db.$transaction((transaction) =>
    changeCoding(transaction, by, { itemId, revision, changes: { ownerId } }),
  );
  expect(given).toMatchObject({ ok: true });
}

const note = (kind: GatheredKind, to: PersonScope, text = 'It happened.') =>
  writeNotices(db, [to.actor.userId], { businessId: admin.businessId, kind, text, byUserId: null });

describe('whoever is given items', () => {
  beforeEach(() => someBooks(admin));

  test('is told of fifty at once in one mail, a few minutes later, and not by an hour of more', async () => {
    for (let number = 1; number <= 50; number++) await give((await anItem(number)).id, sam);
    expect(await toldLater(0)).toEqual([]);
    const { name, slug } = await inBusiness();
    const [mail, ...others] = await toldLater();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: 'Sam Receipt', kind: 'itemsGiven', title: `${name}: 50 items are yours now` });
    expect(mail?.text).toContain('• No. 1, R-1: given to you by Ada Admin.');
    expect(mail?.text).toContain('And 40 more.');
    expect(mail?.path).toBe(`http://localhost:3000/${slug}/costs`);
    expect(mail?.choicesUrl).toBe('http://localhost:3000/account/notices');
    await give((await anItem(51)).id, sam);
    expect(await toldLater(30)).toEqual([]);
    expect(await toldLater(31)).toMatchObject([{ title: `${name}: an item is yours now` }]);
    expect(await toldLater(600)).toEqual([]);
  });

  test('is led to a single one', async () => {
    await give((await anItem(7)).id, sam);
    const { slug } = await inBusiness();
    expect(await toldLater()).toMatchObject([{ path: `http://localhost:3000/${slug}/costs/7` }]);
  });

  test('is not told of what they took themselves, nor of what has gone on to somebody else', async () => {
    const bookkeeper = await aMember(admin, 'BOOKKEEPER', 'Robin Ledger');
    await give((await anItem(1)).id, bookkeeper, bookkeeper);
    const { id } = await anItem(2);
    await give(id, sam);
    await give(id, bookkeeper, bookkeeper);
    expect(await toldLater()).toEqual([]);
  });

  test('is told how many came over from somebody else', async () => {
    const mo = await aMember(admin, 'SUBMITTER', 'Mo Driver');
    const [from, to] = [await ownerOf(mo), await ownerOf(sam)];
    for (let number = 1; number <= 3; number++) await anItem(number, from);
    await db.$transaction((transaction) => handOver(transaction, admin, { from: from ?? '', to }));
    expect(await toldLater()).toMatchObject([
      { to: 'Sam Receipt', text: '3 open items of Mo Driver went over to you, by Ada Admin.' },
    ]);
  });
});

describe('admins', () => {
  test('are told who leaves, and bookkeepers are not', async () => {
    await aMember(admin, 'BOOKKEEPER', 'Robin Ledger');
    await leaveBusiness(sam, { takeOver: null }, from);
    expect(await toldLater()).toMatchObject([
      { to: 'Ada Admin', kind: 'teamChanged', text: 'Sam Receipt left, who was a submitter.' },
    ]);
  });

  test('are told of a mail that was refused, and never of one of these', async () => {
    const { businessId } = admin;
    const refuse = async (kind: MailKind) => {
      const content = { title: 'Join us', paragraphs: ['Join.'], button: null, footer: 'Why.' };
      const to = [{ name: 'Zoe', email: 'zoe@example.com' }];
      const [id = ''] = await db.$transaction((transaction) =>
        writeMails(transaction, { businessId, kind, to, content }),
      );
      const leased = { state: 'SENDING', claim: id, leaseUntil: new Date(), finishedAt: null } as const;
      const mail = await db.mail.update({ where: { id }, data: leased });
      await recordVerdict(mail, { state: 'REFUSED', problem: 'recipientRefused' }, 'No such mailbox');
      await db.mail.delete({ where: { id } });
    };
    await refuse('invitation');
    await refuse('mailRefused');
    expect(await toldLater()).toMatchObject([
      {
        to: 'Ada Admin',
        kind: 'mailRefused',
        text: expect.stringContaining('The mail “Join us” to zoe@example.com was refused.'),
      },
    ]);
  });

  test('who are none any more are not told what had come together for them', async () => {
    const other = await aMember(admin, 'ADMIN', 'Alex Other');
    await writeNoticesToAdmins(db, { businessId: admin.businessId, kind: 'teamChanged', text: 'It.', byUserId: null });
    await db.membership.updateMany({ where: { userId: other.actor.userId }, data: { role: 'BOOKKEEPER' } });
    expect(await toldLater()).toMatchObject([{ to: 'Ada Admin' }]);
  });
});

test.each(noticeKinds.filter((kind) => kind !== 'connectionLost'))(
  '%s is not told to whoever does not want it',
  async (kind) => {
    await saveNotice(admin.actor.userId, { kind, where: 'notices', isWanted: false });
    await note(kind, admin);
    expect(await toldLater()).toEqual([]);
  },
);

test('what concerned somebody stands under Notices too, as far as they want it there and may know it', async () => {
  const preferences = async () => readPreferences((await db.user.findUniqueOrThrow({ where: { id: me } })).preferences);
  const me = sam.actor.userId;
  const asked = async () => listNotices({ userId: me, secondFactorAt: null }, { ...(await preferences()), numbers });
  const listed = async () => (await asked()).map(({ text }) => text);
  const ownerId = await ownerOf(sam);
  const about = { businessId: admin.businessId, kind: 'itemsGiven', text: 'given to you.', byUserId: null } as const;
  await writeNotices(db, [me], { ...about, itemId: (await anItem(1, ownerId)).id });
  await writeNotices(db, [me], { ...about, itemId: (await anItem(2)).id });
  await note('teamChanged', sam, 'Zoe left.');
  // The second is another's by now, and a submitter hears nothing of the team.
  expect(await listed()).toEqual(['No. 1, R-1: given to you.']);
  const { name, slug } = await inBusiness();
  expect(await asked()).toMatchObject([{ business: name, href: `/${slug}/costs/1` }]);
  await saveNotice(me, { kind: 'itemsGiven', where: 'shown', isWanted: false });
  expect(await listed()).toEqual([]);
  expect(await toldLater(), 'by mail all the same').toMatchObject([{ to: 'Sam Receipt', kind: 'itemsGiven' }]);
});

test('nobody chooses among what cannot come to them: a submitter hears of items alone, unless an admin elsewhere', async () => {
  expect(await noticeKindsOf(sam.actor.userId)).toEqual(['itemsGiven', 'itemReturned', 'claimMade']);
  expect(await noticeKindsOf(admin.actor.userId)).toEqual(noticeKinds);
  await aBusiness({ userId: sam.actor.userId });
  expect(await noticeKindsOf(sam.actor.userId)).toEqual(noticeKinds);
});

test('of a business that asks for two factors, a session with one reads nothing under Notices', async () => {
  const { businessId, actor } = admin;
  await note('teamChanged', admin, 'Zoe left.');
  await db.business.update({ where: { id: businessId }, data: { needsTwoFactor: true } });
  const listed = (secondFactorAt: Date | null) =>
    listNotices({ userId: actor.userId, secondFactorAt }, { shown: noPreferences.shown, numbers });
  expect(await listed(null)).toEqual([]);
  expect(await listed(new Date())).toMatchObject([{ text: 'Zoe left.' }]);
});

test('new are the notices that came since somebody looked, as far as they are listed, and open pages are told', async () => {
  const { businessId, actor } = admin;
  const count = async () => {
    const { preferences } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
    return countNewNotices({ userId: actor.userId, secondFactorAt: null }, readPreferences(preferences));
  };
  await note('teamChanged', admin, 'Zoe left.');
  await note('teamChanged', admin, 'Yan left.');
  expect(await count()).toBe(2);
  const told = await db.event.findMany({ where: { businessId, topic: 'notices', subjectId: actor.userId } });
  expect(told).toHaveLength(2);
  const [newest] = await db.notice.findMany({ where: { userId: actor.userId }, orderBy: { createdAt: 'desc' } });
  await saveNoticesSeen(actor.userId, { upTo: newest?.createdAt.toISOString() ?? '' });
  expect(await count()).toBe(0);
  await saveNoticesSeen(actor.userId, { upTo: '2020-01-01T00:00:00Z' });
  expect(await count(), 'another tab had shown less').toBe(0);
  await note('teamChanged', admin, 'Xia left.');
  expect(await count()).toBe(1);
  await saveNotice(actor.userId, { kind: 'teamChanged', where: 'shown', isWanted: false });
  expect(await count(), 'of a kind that is not wanted here').toBe(0);
});

describe('of an item that was refused', () => {
  beforeEach(async () => {
    const { businessId, actor } = admin;
    const { connectionId } = await someBooks(admin);
    const { id: itemId } = await anItem(1, await ownerOf(sam));
    await db.publication.create({
      data: {
        ...{ businessId, connectionId, itemId, itemRevision: 1, coding: {}, requestedByName: 'Ada Admin' },
        ...{ kind: 'BILL', publishAs: 'AUTHORISED', state: 'REJECTED' },
      },
    });
    await writeNotices(db, [actor.userId, sam.actor.userId], {
      ...{ businessId, itemId, kind: 'publicationRefused', byUserId: null },
      text: `A total of ${writeNumber('1234.50', 'kept')} is not its lines.`,
    });
  });
  const listed = async ({ actor }: PersonScope) =>
    listNotices({ userId: actor.userId, secondFactorAt: null }, { shown: noPreferences.shown, numbers: 'pointComma' });

  test('the ledger’s reasons are told to those who can put them right, and to no submitter', async () => {
    expect([await listed(admin), await listed(sam)]).toEqual([[expect.anything()], []]);
    expect((await toldLater()).map(({ to }) => to)).toEqual(['Ada Admin']);
  });

  test('the numbers stand in the form of whoever reads them', async () => {
    const text = 'No. 1, R-1: A total of 1.234,50 is not its lines.';
    expect(await listed(admin)).toMatchObject([{ text }]);
    await db.user.update({ where: { id: admin.actor.userId }, data: { preferences: { numbers: 'pointComma' } } });
    expect((await toldLater())[0]?.text).toContain(text);
  });
});

test('of two sweeps at once one tells', async () => {
  await note('teamChanged', admin);
  await db.notice.updateMany({ data: { createdAt: new Date(Date.now() - 180_000) } });
  await Promise.all([tellNotices(), tellNotices(), tellNotices()]);
  expect(await db.mail.count()).toBe(1);
});

test('nobody is told of a business that they are no longer in, and old notices are forgotten', async () => {
  await note('itemsGiven', sam);
  await db.membership.deleteMany({ where: { userId: sam.actor.userId } });
  expect(await toldLater()).toEqual([]);
  await db.notice.updateMany({ data: { createdAt: new Date(Date.now() - 31 * 86_400_000) } });
  expect(await pruneNotices()).toBe(1);
});
