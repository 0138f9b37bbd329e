import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import {
  businessFile,
  listBusinessFiles,
  removeBusinessFile,
  startBusinessFile,
  sweepBusinessFiles,
} from '#lib/business-file/list-business-files.ts';
import { businessFileKey, makeBusinessFile } from '#lib/business-file/make-business-file.ts';
import { openSnapshot } from '#lib/business-file/snapshot.ts';
import { db } from '#lib/db.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { noteDiscarded, removeDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { someBooks } from '#tests/support/books.ts';
import { completeExport, contentOf } from '#tests/support/business-file.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;

beforeEach(async () => {
  scope = await aBusiness();
  await someBooks(scope);
});
afterAll(closeQueues);

async function started(): Promise<string> {
  const answer = await startBusinessFile(scope);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.id;
}

test('a complete export holds no secret, and nothing of another business', async () => {
  const other = await aBusiness();
  const theirs = await someBooks(other);
  const { businessId, actor } = scope;
  await db.user.update({ where: { id: actor.userId }, data: { passwordHash: 'secret-password' } });
  await db.share.create({
    data: {
      ...{ businessId, tokenHash: 'secret-share', expiresAt: new Date(), byName: 'A', message: '', items: [] },
    },
  });
  const text = (await completeExport(scope)).toString('latin1');
  const { tables, manifest } = await contentOf(Buffer.from(text, 'latin1'));
  const all = [...tables.values()].flat().join('\n');
  for (const secret of ['secret-password', 'secret-share', theirs.acme, other.businessId]) {
    expect(all.includes(secret) || text.includes(secret), secret).toBe(false);
  }
  expect(manifest.members).toEqual(['Ada Admin']);
});

test('one is made at a time, is told and kept for a week, and goes with its file when it is deleted', async () => {
  const fileId = await started();
  expect(await startBusinessFile(scope)).toMatchObject({ ok: false, error: { code: 'underWay' } });
  await makeBusinessFile(fileId);
  expect(await listBusinessFiles(scope)).toMatchObject([{ id: fileId, state: 'DONE', counts: { contacts: 3 } }]);
  expect(await db.notice.count({ where: { businessId: scope.businessId, kind: 'exportMade' } })).toBe(1);
  const file = await businessFile(scope, fileId);
  let size = 0;
  for await (const part of file?.parts ?? []) size += part.length;
  expect(size).toBe(file?.byteSize);
  const fetched = { businessId: scope.businessId, action: 'completeExportFetched' };
  expect(await db.auditEntry.count({ where: fetched })).toBe(1);
  await db.businessFile.update({ where: { id: fileId }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await businessFile(scope, fileId)).toBeNull();
  await sweepBusinessFiles();
  expect(await db.discardedFile.count({ where: { storageKey: businessFileKey({ ...scope, id: fileId }) } })).toBe(1);
});

test('a try that died is followed by another, and one whose admin is none any more ends', async () => {
  const fileId = await started();
  const long = new Date(Date.now() - 10 * 60_000);
  await db.businessFile.update({ where: { id: fileId }, data: { claim: randomUUID(), movedAt: long, tries: 1 } });
  expect(await sweepBusinessFiles()).toBe(1);
  await makeBusinessFile(fileId);
  expect(await listBusinessFiles(scope)).toMatchObject([{ state: 'DONE' }]);
  const second = await started();
  await db.membership.updateMany({ where: { businessId: scope.businessId }, data: { role: 'BOOKKEEPER' } });
  await makeBusinessFile(second);
  expect((await listBusinessFiles(scope))[0]).toMatchObject({ id: second, state: 'FAILED' });
});

test('a worker that ends leaves it to the next, and one that is cancelled meanwhile leaves no file', async () => {
  const fileId = await started();
  expect(await makeBusinessFile(fileId, { signal: AbortSignal.abort() })).toBe(false);
  expect(await listBusinessFiles(scope)).toMatchObject([{ state: 'RUNNING' }]);
  await removeBusinessFile(scope, fileId);
  await makeBusinessFile(fileId);
  expect(await listBusinessFiles(scope)).toEqual([]);
});

test('the tables are those of one moment, and a document deleted meanwhile is still there to be fetched', async () => {
  const { businessId } = scope;
  const snapshot = await openSnapshot();
  await db.contact.deleteMany({ where: { businessId } });
  expect(await snapshot.db.contact.count({ where: { businessId } })).toBe(3);
  await snapshot.close();
  const fileId = await started();
  const storageKey = `${businessId}/originals/${randomUUID()}`;
  await storage().put(storageKey, Buffer.from('an original'));
  await noteDiscarded(db, [storageKey]);
  await removeDiscarded();
  expect(String(await storage().get(storageKey))).toBe('an original');
  await removeBusinessFile(scope, fileId);
  await removeDiscarded();
  await expect(storage().get(storageKey)).rejects.toThrow();
});
