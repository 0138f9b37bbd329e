import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { deleteForGood } from '#lib/inbox/bin/delete-for-good.ts';
import { deleteItems } from '#lib/inbox/delete-items.ts';
import { addDocument, noteUnread } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { listSubmissions, submissionQuerySchema } from '#lib/intake/submissions/list-submissions.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';

let scope: PersonScope;
let sam: PersonScope;

beforeEach(async () => {
  scope = await aBusiness();
  const { actor } = await aBusiness({ role: 'SUBMITTER' });
  await db.membership.create({ data: { businessId: scope.businessId, userId: actor.userId, role: 'SUBMITTER' } });
  sam = { businessId: scope.businessId, actor: { ...actor, name: 'Sam', role: 'SUBMITTER' } };
});

async function send(by: PersonScope, fileName: string, bytes: Buffer) {
  const upload = await readUpload(new Blob([new Uint8Array(bytes)]).stream());
  if (!upload.ok) throw new Error(upload.error.message);
  return addDocument(by, { workspace: 'COSTS', fileName, upload: upload.value });
}

const sent = async (of: PersonScope, asked: object = {}) =>
  (await listSubmissions(of, submissionQuerySchema.parse(asked), { after: null, limit: 10 })).rows;

test('whatever somebody sends is kept with what came of it: an item, a copy of one, or why it was refused', async () => {
  const lunch = await send(scope, 'lunch.pdf', aPdf('lunch'));
  await send(sam, 'again.pdf', aPdf('lunch'));
  await send(sam, 'lunch-copy.pdf', aPdf('lunch'));
  await send(sam, 'notes.txt', Buffer.from('no document'));
  await noteUnread(sam, { workspace: 'COSTS', fileName: 'huge.pdf' }, { code: 'tooLarge', message: 'Too large.' });
  await noteUnread(sam, { workspace: 'COSTS', fileName: 'busy.pdf' }, { code: 'busy', message: 'Try again.' });
  expect(await sent(scope)).toMatchObject([
    { fileName: 'huge.pdf', by: 'Sam', item: null, message: 'Too large.' },
    { fileName: 'notes.txt', item: null, message: expect.stringContaining('no kind of file that can be read') },
    // Whose the first is, a submitter is not told: theirs is the copy that they know of.
    { fileName: 'lunch-copy.pdf', item: { number: 3, place: 'INBOX' }, copyOf: 2 },
    { fileName: 'again.pdf', item: { number: 2, place: 'INBOX' }, copyOf: null },
    { fileName: 'lunch.pdf', by: 'Ada Admin', item: { number: 1, place: 'INBOX' }, copyOf: null, message: null },
  ]);
  expect(lunch.ok).toBe(true);
});

test('it is searched and filtered, read page by page, and follows an item into the bin and beyond', async () => {
  const first = await send(scope, 'first.pdf', aPdf('first'));
  const second = await send(scope, 'second.pdf', aPdf('second'));
  await send(scope, 'broken.pdf', Buffer.from('%PDF-1.7'));
  if (!first.ok || !second.ok) throw new Error('not added');
  expect((await sent(scope, { search: 'SECOND' })).map(({ fileName }) => fileName)).toEqual(['second.pdf']);
  expect((await sent(scope, { search: '#1' })).map(({ fileName }) => fileName)).toEqual(['first.pdf']);
  expect((await sent(scope, { show: 'refused' })).map(({ fileName }) => fileName)).toEqual(['broken.pdf']);
  await deleteItems(scope, [first.value.itemId, second.value.itemId]);
  await deleteForGood(scope, [first.value.itemId]);
  expect(await sent(scope, { show: 'deleted' })).toMatchObject([
    { item: { number: 2, place: 'BIN' } },
    { item: { number: 1, place: 'GONE' } },
  ]);
  const page = await listSubmissions(scope, { search: '', show: 'all' }, { after: null, limit: 2 });
  const rest = await listSubmissions(scope, { search: '', show: 'all' }, { after: page.next, limit: 2 });
  expect([...page.rows, ...rest.rows].map(({ fileName }) => fileName)).toEqual([
    'broken.pdf',
    'second.pdf',
    'first.pdf',
  ]);
});

test('a submitter sees what they sent, and nobody what was sent to another business', async () => {
  await send(scope, 'theirs.pdf', aPdf('theirs'));
  await send(sam, 'own.pdf', aPdf('own'));
  expect((await sent(sam)).map(({ fileName }) => fileName)).toEqual(['own.pdf']);
  expect(await sent(await aBusiness())).toEqual([]);
});
