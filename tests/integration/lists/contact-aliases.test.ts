import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { listQuery } from '#lib/lists/browse/browse.ts';
import { browseSuppliers } from '#lib/lists/browse/browse-contacts.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { addAlias, removeAlias } from '#lib/lists/contact-aliases.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import { searchContacts } from '#lib/lists/search-contacts.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness, aConnection, aContact } from './arrange.ts';

let scope: PersonScope;
let owner: Awaited<ReturnType<typeof aConnection>>;
let amazon: string;
let other: string;

beforeEach(async () => {
  scope = await aBusiness();
  owner = await aConnection(scope);
  await contacts.save(db, owner, [aContact({ name: 'Amazon EU Sarl' }), aContact({ name: 'Other Ltd' })], 0);
  const idOf = async (name: string) => (await db.contact.findFirstOrThrow({ where: { ...owner, name } })).id;
  [amazon, other] = [await idOf('Amazon EU Sarl'), await idOf('Other Ltd')];
});

const add = (contactId: string, name: string, by = scope) => addAlias(by, { contactId, name });
const found = (query: string) => searchContacts(scope, 'COSTS', query);

describe('an alias', () => {
  beforeEach(async () => {
    expect(await add(amazon, '  AMZN   Mktp UK ')).toMatchObject({ value: { name: 'AMZN Mktp UK' } });
  });

  test.each(['amzn mktp uk', 'AMZN Mktp', 'mktp'])('finds its contact by %j and says so', async (query) => {
    expect(await found(query)).toMatchObject([{ id: amazon, name: 'Amazon EU Sarl', alias: 'AMZN Mktp UK' }]);
  });

  test('finds its contact before those whose names only hold it', async () => {
    await contacts.save(db, owner, [aContact({ name: 'AMZN Mktp UK Logistics' })], 0);
    expect((await found('amzn mktp uk')).map(({ id }) => id)[0]).toBe(amazon);
  });

  test('is nothing to tell of where the name itself holds what was typed', async () => {
    await add(amazon, 'Amazon Business');
    expect(await found('amaz')).toMatchObject([{ id: amazon, alias: null }]);
    expect(await found('amazon business')).toMatchObject([{ id: amazon, alias: 'Amazon Business' }]);
  });

  test('is the contact that is meant when one of that name is to be created', async () => {
    expect(await createContact(scope, 'COSTS', { name: 'Amzn Mktp. UK' })).toMatchObject({
      value: { id: amazon, isNew: false, isInLedger: true },
    });
  });

  test('is found on the list of suppliers', async () => {
    const query = { ...listQuery.parse({ sort: 'name', search: 'mktp' }) };
    expect((await browseSuppliers(scope, await listSource(scope), query)).rows).toMatchObject([
      { id: amazon, aliases: ['AMZN Mktp UK'] },
    ]);
  });

  test('belongs to one contact, is the same however it is written, and can be given to another once it is removed', async () => {
    const taken = await add(other, 'amzn MKTP, UK');
    expect(taken).toMatchObject({
      error: { code: 'aliasTaken', fields: { name: expect.stringContaining('Amazon EU') } },
    });
    const again = await add(amazon, 'Amzn Mktp UK');
    if (!again.ok) throw new Error(again.error.message);
    expect(await db.contactAlias.count({ where: { contactId: amazon } })).toBe(1);
    expect(await removeAlias(scope, { aliasId: again.value.id })).toMatchObject({ value: { contactId: amazon } });
    expect(await add(other, 'AMZN Mktp UK')).toMatchObject({ ok: true });
  });

  test('of a contact that is archived, or of other books, gives way', async () => {
    await db.contact.update({ where: { id: amazon }, data: { isArchived: true } });
    expect(await add(other, 'AMZN Mktp UK')).toMatchObject({ ok: true });
    expect(await found('amzn mktp uk')).toMatchObject([{ id: other }]);
  });

  test("is no other business's, and nobody else removes it", async () => {
    const theirs = await aBusiness();
    const { id } = await db.contactAlias.findFirstOrThrow({ where: { contactId: amazon } });
    expect(await removeAlias(theirs, { aliasId: id })).toMatchObject({ error: { code: 'missing' } });
    expect(await add(amazon, 'Mine', theirs)).toMatchObject({ error: { code: 'missing' } });
    expect(await searchContacts(theirs, 'COSTS', 'amzn')).toEqual([]);
  });

  test('stays when the lists are refreshed', async () => {
    const { ledgerId } = await db.contact.findUniqueOrThrow({ where: { id: amazon } });
    await contacts.save(db, owner, [aContact({ ledgerId: ledgerId ?? '', name: 'Amazon EU Sàrl' })], 0);
    expect(await found('mktp')).toMatchObject([{ id: amazon, name: 'Amazon EU Sàrl' }]);
  });
});

test.each([
  ['', 'nameMissing'],
  ['Amazon EU, Sarl', 'ownName'],
  ['OTHER LTD.', 'nameTaken'],
  ['x'.repeat(256), 'nameTooLong'],
])('%j is no alias: %s', async (name, code) => {
  expect(await add(amazon, name)).toMatchObject({ error: { code, fields: { name: expect.any(String) } } });
});
