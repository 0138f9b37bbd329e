import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';

let scope: PersonScope;

/** As macOS names them: every accent a character of its own. */
const files = ['Rechnung Grüne Äpfel.pdf', 'facture café.pdf', '100%_b.pdf', '1000 ab.pdf'].map((name) =>
  name.normalize('NFD'),
);

beforeAll(async () => {
  scope = await aBusiness();
  for (const fileName of files) {
    const upload = await readUpload(new Blob([new Uint8Array(aPdf(fileName))]).stream());
    if (!upload.ok) throw new Error(upload.error.message);
    const added = await addDocument(scope, { workspace: 'COSTS', fileName, upload: upload.value });
    if (!added.ok) throw new Error(added.error.message);
  }
});

test.each([
  ['grüne', ['Rechnung Grüne Äpfel.pdf']],
  ['GRÜNE', ['Rechnung Grüne Äpfel.pdf']],
  ['äpfel'.normalize('NFD'), ['Rechnung Grüne Äpfel.pdf']],
  ['  Café ', ['facture café.pdf']],
  ['100%', ['100%_b.pdf']],
  ['_', ['100%_b.pdf']],
  ['\\', []],
])('a search for %j finds the files %j', async (search, fileNames) => {
  const page = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ search }), { after: null, limit: 10 });
  expect(page.rows.map(({ fileName }) => fileName)).toEqual(fileNames);
});

test('a file is kept under its name in the normal form', async () => {
  const kept = await db.document.findMany({ where: { businessId: scope.businessId }, select: { fileName: true } });
  expect(kept.map(({ fileName }) => fileName)).toEqual(files.map((name) => name.normalize('NFC')));
});
