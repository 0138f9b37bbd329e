import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { calendarDate, toColumn, todayIn } from '#lib/domain/calendar-date.ts';
import { deleteExport } from '#lib/inbox/export/list-exports.ts';
import { listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import { putViewAway, saveView } from '#lib/inbox/saved-views.ts';
import { wakeScheduledExports } from '#lib/inbox/scheduled-exports/due-runs.ts';
import { listScheduledExports, scheduledExport } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import { runScheduledExport } from '#lib/inbox/scheduled-exports/run-export.ts';
import {
  deleteScheduledExport,
  pauseScheduledExport,
  runScheduledExportNow,
  saveScheduledExport,
} from '#lib/inbox/scheduled-exports/save-schedule.ts';
import { type ScheduledExportInput, scheduledExportInput } from '#lib/inbox/scheduled-exports/schedule-input.ts';
import { openShare, sharedFile } from '#lib/inbox/shares/find-share.ts';
import { listShares, revokeShare } from '#lib/inbox/shares/list-shares.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { type SmtpServer, startSmtp, withMailSettings } from '#tests/support/smtp.ts';

let server: SmtpServer;
let scope: PersonScope;
let books: Books;
let numbers = 0;

withMailSettings();
beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  server = await startSmtp();
});
afterEach(() => server.stop());
afterAll(closeQueues);

const from = { address: '192.0.2.1', device: 'Firefox' };
const csv = {
  format: 'CSV',
  columns: ['reference', 'total'],
  perLine: false,
  separator: 'comma',
  encoding: 'utf8',
  decimalMark: 'point',
};

async function anItem(reference: string, createdAt: string) {
  await db.item.create({
    data: {
      ...{ businessId: scope.businessId, workspace: 'COSTS', number: ++numbers, contactId: books.acme, reference },
      ...{ currency: 'GBP', total: '120.00', createdAt: new Date(createdAt) },
    },
  });
}

async function schedule(how: Partial<ScheduledExportInput> = {}): Promise<string> {
  const input = scheduledExportInput.parse({
    ...{ scheduleId: null, name: `Costs ${++numbers}`, workspace: 'COSTS', place: { from: 'inbox' }, viewId: null },
    ...{ form: csv, rhythm: { every: 'DAILY' }, minute: 420, covers: 'YESTERDAY', coveredDay: 'added' },
    ...{ sendsEmpty: false, recipients: [{ kind: 'address', address: 'kim@client.example' }], asLink: false },
    ...{ linkDays: 30, message: 'As you asked.', ...how },
  });
  const saved = await saveScheduledExport(scope, input, from);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return saved.value;
}

/** Whenever it was due, it has been since. */
async function due(scheduleId: string, at: string): Promise<void> {
  await db.scheduledExport.update({ where: { id: scheduleId }, data: { nextAt: new Date(at) } });
}

const runsOf = (scheduleId: string) =>
  db.scheduledExportRun.findMany({ where: { scheduleId }, orderBy: { dueAt: 'asc' } });

async function carryOut(scheduleId: string): Promise<void> {
  for (const { id } of await runsOf(scheduleId)) await runScheduledExport(id);
}

async function mailsOf(): Promise<Awaited<ReturnType<typeof PostalMime.parse>>[]> {
  const mails = await db.mail.findMany({
    where: { businessId: scope.businessId, kind: 'exportSent', state: 'WAITING' },
    orderBy: { createdAt: 'asc' },
  });
  const sent = [];
  for (const { id } of mails) {
    await sendMail(id);
    sent.push(await PostalMime.parse(server.mails.at(-1)?.text ?? ''));
  }
  return sent;
}

const attached = (mail: Awaited<ReturnType<typeof PostalMime.parse>> | undefined) =>
  Buffer.from((mail?.attachments[0]?.content as ArrayBuffer) ?? new ArrayBuffer(0)).toString();
const tokenIn = (text: string | undefined) => /\/shared\/([\w-]+)/.exec(text ?? '')?.[1] ?? '';

describe('a scheduled export', () => {
  test('is made when it is due, of its day alone, and goes to those who are to have it', async () => {
    await anItem('BEFORE', '2026-11-25T23:59:00Z');
    await anItem('THE-DAY', '2026-11-26T00:00:00Z');
    await anItem('AFTER', '2026-11-27T00:00:00Z');
    const id = await schedule({
      recipients: [
        { kind: 'member', userId: scope.actor.userId },
        { kind: 'address', address: 'kim@client.example' },
      ],
    });
    await due(id, '2026-11-27T07:00:00Z');
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ state: 'DONE', items: 1, mails: 2, problem: null });
    const mails = await mailsOf();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.subject).toContain('of 26 Nov 2026');
    expect(attached(mails[0])).toContain('THE-DAY');
    expect(attached(mails[0])).not.toContain('BEFORE');
    expect(attached(mails[0])).not.toContain('AFTER');
    expect(mails.map(({ to }) => to?.[0]?.address).sort()).toContain('kim@client.example');
    // On to the next day, and not again for this one.
    const [row] = await listScheduledExports(scope);
    expect(row).toMatchObject({ state: 'ON', nextAt: '2026-11-28T07:00:00.000Z' });
    await wakeScheduledExports(new Date('2026-11-27T07:00:20Z'));
    expect(await runsOf(id)).toHaveLength(1);
  });

  test('is made once a period, whoever comes at the same time and however often', async () => {
    await anItem('ONCE', '2026-11-26T10:00:00Z');
    const id = await schedule();
    await due(id, '2026-11-27T07:00:00Z');
    const now = new Date('2026-11-27T07:00:05Z');
    await Promise.all([1, 2, 3, 4].map(() => wakeScheduledExports(now)));
    const runs = await runsOf(id);
    expect(runs).toHaveLength(1);
    await Promise.all([1, 2, 3, 4].flatMap(() => runs.map((run) => runScheduledExport(run.id))));
    await carryOut(id);
    expect(await db.itemExport.count({ where: { businessId: scope.businessId } })).toBe(1);
    expect(await mailsOf()).toHaveLength(1);
    expect(await runsOf(id)).toMatchObject([{ state: 'DONE', tries: 1 }]);
  });

  test('whose worker died after the file was made is sent by the next, once', async () => {
    await anItem('LEFT', '2026-11-26T10:00:00Z');
    const id = await schedule();
    await due(id, '2026-11-27T07:00:00Z');
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    // As it was before the mails were written.
    await db.mail.deleteMany({ where: { businessId: scope.businessId } });
    await db.scheduledExportRun.updateMany({ where: { scheduleId: id }, data: { state: 'MAKING', finishedAt: null } });
    await carryOut(id);
    await carryOut(id);
    expect(await mailsOf()).toHaveLength(1);
    expect(await db.itemExport.count({ where: { businessId: scope.businessId } })).toBe(1);
  });

  test('makes up for days that nobody worked on, each in a file of its own, a week at most', async () => {
    await anItem('DAY-20', '2026-11-20T10:00:00Z');
    await anItem('DAY-25', '2026-11-25T10:00:00Z');
    const id = await schedule();
    await due(id, '2026-11-10T07:00:00Z');
    const now = new Date('2026-11-27T07:00:05Z');
    for (let sweep = 0; sweep < 10; sweep++) {
      await wakeScheduledExports(now);
      await carryOut(id);
    }
    const runs = await runsOf(id);
    expect(runs.map(({ coversTo, state }) => `${coversTo?.toISOString().slice(8, 10)} ${state}`)).toEqual([
      '20 DONE',
      ...['21 NOTHING', '22 NOTHING', '23 NOTHING', '24 NOTHING'],
      '25 DONE',
      '26 NOTHING',
    ]);
    expect(await mailsOf()).toHaveLength(2);
  });

  test('that goes on where the last one ended leaves no day out and tells none twice', async () => {
    await anItem('OLD', '2026-01-03T10:00:00Z');
    const id = await schedule({ covers: 'SINCE' });
    await due(id, '2026-11-20T07:00:00Z');
    await wakeScheduledExports(new Date('2026-11-20T07:00:05Z'));
    await carryOut(id);
    await anItem('NEW', '2026-11-22T10:00:00Z');
    await due(id, '2026-11-27T07:00:00Z');
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    const [first, second] = await mailsOf();
    expect(attached(first)).toContain('OLD');
    expect(attached(second)).toContain('NEW');
    expect(attached(second)).not.toContain('OLD');
    expect(await runsOf(id)).toMatchObject([
      { coversFrom: null, coversTo: toColumn(calendarDate('2026-11-19')) },
      { coversFrom: toColumn(calendarDate('2026-11-20')), coversTo: toColumn(calendarDate('2026-11-26')) },
    ]);
  });

  test('without an item gives no file and no mail, unless they want to hear of that', async () => {
    const quiet = await schedule();
    const loud = await schedule({ sendsEmpty: true });
    for (const id of [quiet, loud]) {
      await due(id, '2026-11-27T07:00:00Z');
      await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
      await carryOut(id);
      expect(await runsOf(id)).toMatchObject([{ state: 'NOTHING', items: 0 }]);
    }
    const mails = await mailsOf();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('There was nothing to export of 26 Nov 2026');
    expect(await db.itemExport.count({ where: { businessId: scope.businessId } })).toBe(0);
  });

  test('by a link gives each a link of their own to the file, which is revoked alone', async () => {
    await anItem('BY-LINK', '2026-11-26T10:00:00Z');
    const id = await schedule({
      asLink: true,
      linkDays: 90,
      recipients: [
        { kind: 'address', address: 'kim@client.example' },
        { kind: 'address', address: 'lee@client.example' },
      ],
    });
    await due(id, '2026-11-27T07:00:00Z');
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    const [kims, lees] = (await mailsOf()).map(({ text }) => tokenIn(text));
    expect(kims).not.toBe(lees);
    const view = await openShare(kims ?? '', from);
    expect(view).toMatchObject({ items: [], file: { items: 1 } });
    const file = await sharedFile(kims ?? '');
    const parts = [];
    for await (const part of file?.parts ?? []) parts.push(part);
    expect(Buffer.concat(parts).toString()).toContain('BY-LINK');
    // The file is there as long as the link opens.
    const made = await db.itemExport.findFirstOrThrow({ where: { businessId: scope.businessId } });
    expect(made.expiresAt.getTime()).toBeGreaterThan(Date.now() + 89 * 86_400_000);
    const [share] = (await listShares(scope)).filter(({ toAddress }) => toAddress === 'kim@client.example');
    expect(share?.title).toMatch(/^Costs .*\.csv$/);
    await revokeShare(scope, share?.id ?? '', from);
    expect(await sharedFile(kims ?? '')).toBeNull();
    expect(await sharedFile(lees ?? '')).not.toBeNull();
  });

  test('is run by hand at once, and not twice at the same time', async () => {
    await anItem('NOW', new Date(Date.now() - 86_400_000).toISOString());
    const id = await schedule();
    const before = await scheduledExport(scope, id);
    expect(await Promise.all([runScheduledExportNow(scope, id), runScheduledExportNow(scope, id)])).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ ok: true }),
        expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'underWay' }) }),
      ]),
    );
    await carryOut(id);
    const after = await scheduledExport(scope, id);
    expect(after?.runs).toMatchObject([{ byHand: true, state: 'DONE', items: 1 }]);
    expect(after?.runs[0]?.to).toBe(todayIn(null, new Date(Date.now() - 86_400_000)));
    expect(after?.nextAt).toBe(before?.nextAt);
    expect(after?.runs[0]?.exportId).not.toBeNull();
  });

  test('pauses, goes on from then, is changed and deleted, all of which the activity tells', async () => {
    const id = await schedule({ name: 'Month end' });
    await pauseScheduledExport(scope, { scheduleId: id, isPaused: true }, from);
    expect(await scheduledExport(scope, id)).toMatchObject({ state: 'PAUSED', nextAt: null });
    await wakeScheduledExports(new Date(Date.now() + 2 * 86_400_000));
    expect(await runsOf(id)).toEqual([]);
    await pauseScheduledExport(scope, { scheduleId: id, isPaused: false }, from);
    expect(new Date((await scheduledExport(scope, id))?.nextAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(
      await saveScheduledExport(
        scope,
        scheduledExportInput.parse({
          ...{ scheduleId: null, name: 'month END', workspace: 'COSTS', place: {}, viewId: null, form: csv },
          ...{ rhythm: { every: 'DAILY' }, minute: 0, covers: 'ALL', coveredDay: 'added', sendsEmpty: false },
          ...{ recipients: [], asLink: false, linkDays: 7, message: '' },
        }),
        from,
      ),
    ).toMatchObject({ ok: false, error: { fields: { name: expect.any(String) } } });
    await deleteScheduledExport(scope, id, from);
    expect(await scheduledExport(scope, id)).toBeNull();
    const audit = await db.auditEntry.findMany({
      where: { businessId: scope.businessId, action: 'scheduledExportChanged' },
      orderBy: { at: 'asc' },
    });
    expect(audit.map(({ detail }) => (detail as { what: string }).what)).toEqual([
      'every day at 07:00',
      'paused',
      'goes on',
      'deleted',
    ]);
  });
});

describe('a scheduled export stops, and says why, when', () => {
  async function another(role: 'ADMIN' | 'BOOKKEEPER' | 'SUBMITTER'): Promise<PersonScope> {
    const { businessId } = scope;
    const user = await db.user.create({ data: { email: `${numbers++}-${businessId}@team.example`, name: 'Bo' } });
    await db.membership.create({ data: { businessId, userId: user.id, role } });
    return { businessId, actor: { kind: 'person', userId: user.id, name: 'Bo', role } };
  }

  async function ofAnother(how: Partial<ScheduledExportInput> = {}) {
    const admin = scope;
    const maker = await another('BOOKKEEPER');
    scope = maker;
    const id = await schedule(how);
    scope = admin;
    await due(id, '2026-11-27T07:00:00Z');
    return { id, userId: maker.actor.userId };
  }

  async function itStops(id: string, reason: string) {
    const [row] = await listScheduledExports(scope);
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    expect(await runsOf(id)).toMatchObject([{ state: 'FAILED', problem: reason }]);
    expect(await db.scheduledExport.findUniqueOrThrow({ where: { id } })).toMatchObject({
      nextAt: null,
      stopped: reason,
    });
    expect(await db.mail.count({ where: { businessId: scope.businessId, kind: 'exportSent' } })).toBe(0);
    expect(
      await db.notice.count({
        where: { businessId: scope.businessId, userId: scope.actor.userId, kind: 'exportMade' },
      }),
    ).toBe(1);
    return row;
  }

  test('whoever set it up leaves the team', async () => {
    await anItem('GONE', '2026-11-26T10:00:00Z');
    const { id, userId } = await ofAnother();
    await db.membership.delete({ where: { businessId_userId: { businessId: scope.businessId, userId } } });
    // Told before it is due.
    expect(await itStops(id, 'makerLeft')).toMatchObject({ state: 'STOPPED' });
    // Whoever saves it has it go on.
    const view = await scheduledExport(scope, id);
    expect(view?.stopped).toContain('no longer in the team');
  });

  test('they lose the right to export', async () => {
    await anItem('LESS', '2026-11-26T10:00:00Z');
    const { id, userId } = await ofAnother();
    await db.membership.update({
      where: { businessId_userId: { businessId: scope.businessId, userId } },
      data: { role: 'SUBMITTER' },
    });
    await itStops(id, 'permission');
  });

  test('the view that it follows is deleted', async () => {
    await anItem('VIEW', '2026-11-26T10:00:00Z');
    const view = await saveView(scope, 'COSTS', {
      ...{ name: 'Fern', isShared: true, place: listPlaceSchema.parse({ from: 'inbox' }), layout: null },
    });
    const { id } = await ofAnother({ viewId: view.ok ? view.value.viewId : '' });
    if (view.ok) await putViewAway(scope, 'COSTS', { viewId: view.value.viewId, isDeleted: true });
    await itStops(id, 'viewGone');
  });

  test('nobody of those who were to have it is left', async () => {
    await anItem('NOBODY', '2026-11-26T10:00:00Z');
    const reader = await another('SUBMITTER');
    const id = await schedule({ recipients: [{ kind: 'member', userId: reader.actor.userId }] });
    await due(id, '2026-11-27T07:00:00Z');
    await db.membership.delete({
      where: { businessId_userId: { businessId: scope.businessId, userId: reader.actor.userId } },
    });
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    expect(await runsOf(id)).toMatchObject([{ state: 'DONE', mails: 0, problem: 'nobodyLeft' }]);
    expect(await scheduledExport(scope, id)).toMatchObject({ state: 'STOPPED' });
  });
});

describe('a run that fails', () => {
  test('is tried again after a while, three times in all, then told to whoever set it up', async () => {
    await anItem('BROKEN', '2026-11-26T10:00:00Z');
    const id = await schedule();
    await due(id, '2026-11-27T07:00:00Z');
    // A form that no version can read.
    await db.scheduledExport.update({ where: { id }, data: { form: { format: 'SCROLL' } } });
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    for (const tries of [1, 2, 3]) {
      await carryOut(id);
      const [run] = await runsOf(id);
      expect(run).toMatchObject({ tries, state: tries < 3 ? 'WAITING' : 'FAILED', problem: 'unexpected' });
      await carryOut(id);
      expect((await runsOf(id))[0]?.tries).toBe(tries);
      await db.scheduledExportRun.updateMany({ where: { scheduleId: id }, data: { retryAt: new Date(0) } });
    }
    const notices = await db.notice.findMany({ where: { businessId: scope.businessId, kind: 'exportMade' } });
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain('gave no file');
    // The next period is made all the same.
    expect(await db.scheduledExport.findUniqueOrThrow({ where: { id } })).toMatchObject({
      stopped: null,
      nextAt: new Date('2026-11-28T07:00:00Z'),
    });
  });

  test('since its file was deleted before it was sent is not made twice', async () => {
    await anItem('DELETED', '2026-11-26T10:00:00Z');
    const id = await schedule();
    await due(id, '2026-11-27T07:00:00Z');
    await wakeScheduledExports(new Date('2026-11-27T07:00:05Z'));
    await carryOut(id);
    const [run] = await runsOf(id);
    await db.scheduledExportRun.updateMany({ where: { scheduleId: id }, data: { state: 'MAKING' } });
    await deleteExport(scope, run?.exportId ?? '');
    await carryOut(id);
    expect(await runsOf(id)).toMatchObject([{ state: 'FAILED', problem: 'cancelled' }]);
  });
});
