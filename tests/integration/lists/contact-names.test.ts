import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { CreatedContact } from '#lib/lists/create-contact.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import { searchContacts } from '#lib/lists/search-contacts.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness, aConnection, aContact } from './arrange.ts';

let scope: PersonScope;
let owner: Awaited<ReturnType<typeof aConnection>>;

beforeEach(async () => {
  scope = await aBusiness();
  owner = await aConnection(scope);
});

const inBooks = (...names: string[]) =>
  contacts.save(
    db,
    owner,
    names.map((name) => aContact({ name })),
    0,
  );

async function made(name: string): Promise<CreatedContact> {
  const answer = await createContact(scope, 'COSTS', { name, isDifferent: true });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const found = async (query: string) => (await searchContacts(scope, 'COSTS', query)).map(({ name }) => name);

describe("a supplier's name is compared by its letters and signs, never as a pattern", () => {
  test.each([
    ['100% Natural Soap Co', '100 Percent Natural Soap Co'],
    ['A%', 'Acme'],
    ['Under_score', 'Under-score'],
    ['Under_score', 'UnderXscore'],
    ['Back\\slash', 'Backslash'],
    ['C++ Ltd', 'C Ltd'],
    ['+++', '---'],
    ['%', 'Acme'],
    ['_', 'X'],
  ])('%s is not %s: another is made', async (name, other) => {
    await inBooks(other);
    expect(await made(name)).toMatchObject({ name, isNew: true });
  });

  test('a name that is nearly the one of another asks first', async () => {
    await inBooks('100 Percent Natural Soap Co');
    const answer = await createContact(scope, 'COSTS', { name: '100% Natural Soap Co' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'similar' } });
  });

  test.each([['Acme Ltd\\'], ["Robert'); DROP TABLE"], ['+++'], ['🍋🍋'], ['%_\\'], ['日本電気']])(
    '%s can be made, is found again by that name, and is made once',
    async (name) => {
      await inBooks('Stranger Ltd', 'Other 🍇 Ltd');
      const first = await made(name);
      expect(first).toMatchObject({ name, isNew: true });
      expect(await made(name)).toEqual({ ...first, isNew: false });
      expect(await found(name)).toEqual([name]);
    },
  );

  test('case, spaces and the way accents are written make no other name', async () => {
    await inBooks('Café Müller');
    expect(await made(' CAFE\u0301   MU\u0308LLER ')).toMatchObject({ name: 'Café Müller', isNew: false });
  });

  test.each([' \u00a0 ', '\u200b', '\u00ad', '\u200e \ufeff'])(
    'a name of which nothing is seen, %j, is none',
    async (name) => {
      expect(await createContact(scope, 'COSTS', { name })).toMatchObject({ error: { code: 'nameMissing' } });
    },
  );
});

describe('searching suppliers', () => {
  test.each([
    ['%', ['50% Off Ltd']],
    ['_', ['Under_score']],
    ['\\', ['Back\\slash']],
    ['++', ['C++ Builders']],
    ['§', []],
    ['50%', ['50% Off Ltd']],
    ['CAFE\u0301', ['Café Müller']],
    ['müller cafe', ['Café Müller']],
  ])('%j gives %j', async (query, names) => {
    await inBooks('50% Off Ltd', 'Under_score', 'Back\\slash', 'C++ Builders', 'Cafe\u0301 Müller'.normalize('NFC'));
    expect(await found(query)).toEqual(names);
  });
});

test.each([
  ['C++', ['C++ Users Ltd']],
  ['c++ users', ['C++ Users Ltd']],
  ['users C++ ', ['C++ Users Ltd']],
  ['A+', ['A+ Cleaning']],
  ['100%', ['100% Natural Soap Co']],
  ['soap %', ['100% Natural Soap Co']],
  ['Q & A', ['Q&A']],
  ['soap co.', ['100 Percent Natural Soap Co', '100% Natural Soap Co']],
])('signs beside letters mean themselves: %j finds no strangers', async (query, names) => {
  await inBooks(
    'C++ Users Ltd',
    'Cable Co',
    'A+ Cleaning',
    '100% Natural Soap Co',
    '100 Percent Natural Soap Co',
    'Q&A',
  );
  expect((await found(query)).toSorted()).toEqual(names);
});

describe('one made here before the books had it', () => {
  test.each([
    ['Acme Ltd.', 'ACME Ltd', true],
    ['Café Müller', 'Cafe Muller', true],
    ['100% Soap', '100 Soap', false],
    ['+++', '---', false],
  ])('%s becomes the %s of the books: %s', async (here, there, isOne) => {
    const { id } = await made(here);
    await inBooks(there);
    const { ledgerId } = await db.contact.findUniqueOrThrow({ where: { id } });
    expect(ledgerId !== null).toBe(isOne);
  });
});
