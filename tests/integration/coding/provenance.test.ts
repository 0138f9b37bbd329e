import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CodingChange, changeCoding } from '#lib/coding/change-coding.ts';
import { db } from '#lib/db.ts';
import type { Actor } from '#lib/domain/actor.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { type Provenance, parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
let itemId: string;
const rule: Actor = { kind: 'rule', ruleId: randomUUID(), name: 'Energy' };
const reader: Actor = { kind: 'extraction', name: 'Reading' };

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  const item = await db.item.create({ data: { businessId: scope.businessId, number: 1, currency: 'GBP' } });
  itemId = item.id;
});

async function change(actor: Actor, changes: Partial<Coding>, more: Partial<CodingChange> = {}) {
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const by = { businessId: scope.businessId, actor };
  const changed = await db.$transaction((tx) => changeCoding(tx, by, { itemId, revision, changes, ...more }));
  if (!changed.ok) throw new Error(changed.error.message);
  return changed.value;
}

const item = () => db.item.findUniqueOrThrow({ where: { id: itemId }, include: { lines: true } });
const sources = async () => parseProvenance((await item()).provenance);
const lineSources = async () => parseProvenance((await item()).lines[0]?.provenance);
const told = (provenance: Provenance) =>
  Object.fromEntries(Object.entries(provenance).map(([field, { by, isLocked }]) => [field, [by, isLocked]]));

test('each value keeps who set it and why, and only what a person or key decided is locked', async () => {
  await change(reader, { total: '120.00' }, { sources: { total: { because: 'Amount due' } } });
  await change(scope.actor, { accountId: books.power });
  expect(told(await sources())).toEqual({
    total: ['extraction', false],
    accountId: ['person', true],
    taxRateId: ['calculated', false],
    taxAmount: ['calculated', false],
  });
  expect((await sources()).total).toMatchObject({ name: 'Reading', because: 'Amount due' });
  expect((await sources()).accountId).toMatchObject({ id: scope.actor.userId, name: 'Ada Admin' });
});

test('a rule leaves alone what a person decided, also what they emptied, and learns of it', async () => {
  await change(scope.actor, { total: '120.00', reference: 'INV-7' });
  await change(scope.actor, { reference: null });
  const { after, kept } = await change(rule, { total: '1.00', reference: 'INV-8', description: 'Power' });
  expect({ after, kept: kept.sort() }).toEqual({ after: { description: 'Power' }, kept: ['reference', 'total'] });
  expect(await change(rule, { total: '1.00' })).toMatchObject({ after: {}, kept: ['total'] });
});

test('a rule that sets the category does not move the tax rate and the tax that a person set', async () => {
  await change(scope.actor, { total: '120.00', taxRateId: null, taxAmount: '19.00' });
  await change(scope.actor, { taxRateId: books.vat20, taxAmount: '19.00' });
  const { after } = await change(rule, { accountId: books.power });
  expect(after).toEqual({ accountId: books.power });
});

describe('an undo', () => {
  test('brings back the value with its source, so that what a rule may set it may set again', async () => {
    await change(reader, { reference: 'INV-7', total: '120.00' });
    const before = await sources();
    const edit = await change(scope.actor, { reference: 'INV-8' });
    expect((await sources()).reference).toMatchObject({ by: 'person', isLocked: true });
    await change(scope.actor, edit.before, { was: edit.after, undoes: edit.revision });
    expect(await sources()).toEqual(before);
    expect(await change(reader, { reference: 'INV-9' })).toMatchObject({ kept: [] });
  });

  test('brings the sources of lines back too', async () => {
    const line = { ...emptyLine(randomUUID()), description: 'Gas' };
    await change(reader, { lines: [line] });
    const before = await lineSources();
    const edit = await change(scope.actor, { lines: [{ ...line, description: 'Power' }] });
    expect(told(await lineSources())).toEqual({ description: ['person', true] });
    await change(scope.actor, edit.before, { was: edit.after, undoes: edit.revision });
    expect(await lineSources()).toEqual(before);
    expect(told(await sources())).toEqual({ lines: ['extraction', false] });
  });

  test("is of one's own change: another's stays decided", async () => {
    await change(reader, { reference: 'INV-7' });
    const edit = await change(scope.actor, { reference: 'INV-8' });
    const ben: Actor = { kind: 'person', userId: randomUUID(), name: 'Ben', role: 'BOOKKEEPER' };
    await change(ben, edit.before, { undoes: edit.revision });
    expect((await sources()).reference).toMatchObject({ name: 'Ben', isLocked: true });
  });
});

test('of a line, each value has its source; amounts that follow from the others are not locked', async () => {
  const line = { ...emptyLine(randomUUID()), description: 'Gas' };
  await change(reader, { lines: [line] });
  const priced = { ...line, unitAmount: '120.00', total: '120.00', taxRateId: books.vat20, taxAmount: '20.00' };
  await change(scope.actor, { lines: [priced] });
  expect(told(await lineSources())).toEqual({
    description: ['extraction', false],
    unitAmount: ['person', true],
    taxRateId: ['person', true],
    total: ['calculated', false],
    taxAmount: ['calculated', false],
  });
  const { kept } = await change(rule, { lines: [{ ...priced, unitAmount: '60.00', accountId: books.power }] });
  expect(kept).toEqual(['lines']);
  expect((await item()).lines[0]).toMatchObject({ accountId: books.power });
  expect((await item()).lines[0]?.unitAmount?.toString()).toBe('120');
});
