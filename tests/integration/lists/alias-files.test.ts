import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { listQuery } from '#lib/lists/browse/browse.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import { addAlias, removeAlias } from '#lib/lists/contact-aliases.ts';
import { exportList } from '#lib/lists/csv/export-list.ts';
import { importList, previewImport } from '#lib/lists/csv/import-list.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from './arrange.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  await db.contact.update({ where: { id: books.club }, data: { isSupplier: true } });
});

const bytes = (text: string) => new TextEncoder().encode(text);

async function preview(text: string) {
  const seen = await previewImport(scope, 'suppliers', bytes(text));
  return seen.ok ? seen.value : expect.fail(seen.error.message);
}

async function imported(text: string): Promise<string> {
  const { fingerprint, problems } = await preview(text);
  expect(problems).toEqual([]);
  const done = await importList(scope, 'suppliers', bytes(text), fingerprint);
  return done.ok ? (done.value.changeId ?? '') : expect.fail(done.error.message);
}

const aliases = async () =>
  (
    await db.contactAlias.findMany({
      where: { businessId: scope.businessId },
      include: { contact: true },
      orderBy: { normalisedName: 'asc' },
    })
  ).map(({ name, contact }) => `${name}: ${contact.name}`);

describe('aliases in a file of suppliers', () => {
  test('go out with their contact and come back as they are, whatever signs they have', async () => {
    await addAlias(scope, { contactId: books.acme, name: 'Traps | Co' });
    await addAlias(scope, { contactId: books.acme, name: 'Roadrunner, Ltd' });
    const file = await exportList(scope, 'suppliers', listQuery.parse({ sort: '' }));
    if (!file.ok) throw new Error(file.error.message);
    expect(file.value.text).toContain('Roadrunner, Ltd | Traps \\| Co');
    expect(await preview(file.value.text)).toMatchObject({ changeCount: 0, problemCount: 0, unchanged: 2, unused: [] });
  });

  test('are given, taken and passed on by one file, and all of that goes back', async () => {
    await addAlias(scope, { contactId: books.acme, name: 'Roadrunner' });
    await addAlias(scope, { contactId: books.acme, name: 'Coyote' });
    const text = 'Name,Aliases\nAcme Ltd,Roadrunner | ACME Traps | Acme Ltd\nRowing Club,Coyote\n';
    expect((await preview(text)).changes).toEqual([
      { line: 2, name: 'Acme Ltd', text: 'Also called ACME Traps. No longer called Coyote' },
      { line: 3, name: 'Rowing Club', text: 'Also called Coyote' },
    ]);
    const changeId = await imported(text);
    expect(await aliases()).toEqual(['ACME Traps: Acme Ltd', 'Coyote: Rowing Club', 'Roadrunner: Acme Ltd']);
    expect(await undoListChange(scope, changeId)).toMatchObject({ ok: true });
    expect(await aliases()).toEqual(['Coyote: Acme Ltd', 'Roadrunner: Acme Ltd']);
  });

  test('stay as somebody made them since, when the file is taken back', async () => {
    const changeId = await imported('Name,Aliases\nAcme Ltd,One | Two\n');
    const one = await db.contactAlias.findFirstOrThrow({ where: { businessId: scope.businessId, name: 'One' } });
    await removeAlias(scope, { aliasId: one.id });
    await addAlias(scope, { contactId: books.club, name: 'One' });
    await undoListChange(scope, changeId);
    expect(await aliases()).toEqual(['One: Rowing Club']);
  });

  test('mean one contact: what would not is told with its line, and nothing is imported', async () => {
    await addAlias(scope, { contactId: books.school, name: 'Academy' });
    const { problems } = await preview(
      'Name,Aliases\nNobody,X\nAcme Ltd,Academy | School | Both\nRowing Club,Both\nAcme Ltd,\n',
    );
    expect(problems.map(({ line, message }) => `${line}: ${message}`).sort()).toEqual([
      '2: There is no supplier called “Nobody”.',
      '3: There is a contact called School.',
      '3: “Academy” is an alias of School.',
      '4: The file gives “Both” to two.',
      '5: Line 3 is about the same entry.',
    ]);
  });
});
