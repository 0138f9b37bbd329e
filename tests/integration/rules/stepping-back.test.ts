import { beforeEach, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { type RuleInput, ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { applyDueRules } from '#lib/rules/apply-rules.ts';
import { applyToInbox } from '#lib/rules/apply-to-inbox.ts';
import { getRule, listRules } from '#lib/rules/list-rules.ts';
import { saveRule, setRules } from '#lib/rules/save-rule.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '127.0.0.1', device: 'Test' };
let scope: PersonScope;
let books: Books;
let number = 0;
let ruleId: string;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  number = 0;
  await db.business.update({ where: { id: scope.businessId }, data: { autoCategorise: 'RULES' } });
  ruleId = await aRule({ accountId: books.power, description: 'Power' });
});

async function aRule(effects: RuleInput['effects'], kind: 'SUPPLIER' | 'BUSINESS' = 'SUPPLIER'): Promise<string> {
  const of = kind === 'SUPPLIER' ? { kind, id: books.acme } : { kind, id: null };
  const input = ruleInput.parse({ scope: of, name: null, conditions: {}, effects, isOn: true });
  const saved = await saveRule(scope, { rule: null, input }, from);
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value.ruleId;
}

/** Arrives, and the rules have their turn. */
async function arrived(): Promise<string> {
  number += 1;
  const { id } = await db.item.create({
    data: {
      ...{ businessId: scope.businessId, number, contactId: books.acme, currency: 'GBP', total: '120.00' },
      ...{ issuedOn: new Date('2026-11-01'), rulesDueAt: new Date(), provenance: { v: 1, fields: {} } },
    },
  });
  await applyDueRules(scope.businessId);
  return id;
}

const read = (id: string) => db.item.findUniqueOrThrow({ where: { id } });

async function edit(id: string, changes: Partial<Coding>, undoes?: number): Promise<number> {
  const { revision } = await read(id);
  const edited = await editItem(scope, { itemId: id, revision, changes, ...(undoes && { undoes }) });
  if (!edited.ok) throw new Error(edited.error.message);
  return edited.value.revision;
}

async function published(id: string): Promise<void> {
  await db.publication.create({
    data: {
      ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: id, itemRevision: 1, kind: 'BILL' },
      ...{ publishAs: 'AUTHORISED', coding: {}, state: 'COMPLETE', requestedByName: 'Ada' },
    },
  });
}

/** People choose another category in the next items. */
async function corrected(times: number): Promise<string[]> {
  const ids: string[] = [];
  for (let time = 0; time < times; time++) {
    const id = await arrived();
    await edit(id, { accountId: books.office });
    ids.push(id);
  }
  return ids;
}

const backFrom = async () => (await listRules(scope)).find(({ id }) => id === ruleId)?.steppedBack;

test('a rule says no more of a field once people chose otherwise in the last two items, and the rest of it goes on', async () => {
  await corrected(2);
  const next = await read(await arrived());
  expect([next.accountId, next.description]).toEqual([null, 'Power']);
  expect(await backFrom()).toEqual(['Category']);
  expect((await getRule(scope, ruleId))?.steppedBack).toEqual([
    {
      label: 'Category',
      items: [
        { number: 2, workspace: 'COSTS' },
        { number: 1, workspace: 'COSTS' },
      ],
    },
  ]);
  const audit = await db.auditEntry.findMany({ where: { businessId: scope.businessId, action: 'ruleSteppedBack' } });
  expect(audit).toMatchObject([{ actorName: '', detail: { what: 'Category', items: '2, 1' } }]);
});

test('what it has set in the inbox stays, and the next rule of the order decides in its place', async () => {
  const waiting = await arrived();
  await corrected(2);
  await aRule({ accountId: books.office }, 'BUSINESS');
  expect((await read(await arrived())).accountId).toBe(books.office);
  await db.item.update({ where: { id: waiting }, data: { rulesDueAt: new Date() } });
  await applyDueRules(scope.businessId);
  expect((await read(waiting)).accountId).toBe(books.office);
});

test('one slip is none, nor is what was taken back, nor what stood in the books meanwhile', async () => {
  await corrected(1);
  const [, last] = [await published(await arrived()), await arrived()];
  const revision = await edit(last, { accountId: books.office });
  expect(await backFrom()).toEqual([]);
  const second = await arrived();
  const taken = await edit(second, { accountId: books.office });
  await edit(second, { accountId: books.power }, taken);
  expect(parseProvenance((await read(second)).provenance).accountId?.by).toBe('rule');
  expect([revision > 1, await backFrom()]).toEqual([true, []]);
  expect((await read(await arrived())).accountId).toBe(books.power);
});

test('it acts in full again once somebody lets it or saves it, and is judged by what is decided from then on', async () => {
  await corrected(2);
  expect(await backFrom()).toEqual(['Category']);
  expect(await setRules(scope, { ruleIds: [ruleId], change: 'resume' }, from)).toEqual({ ok: true, value: 1 });
  expect([await backFrom(), (await read(await arrived())).accountId]).toEqual([[], books.power]);
  await corrected(1);
  expect(await backFrom()).toEqual([]);
  await corrected(1);
  expect(await backFrom()).toEqual(['Category']);

  const { revision } = await db.rule.findUniqueOrThrow({ where: { id: ruleId } });
  const input = ruleInput.parse({
    ...{ scope: { kind: 'SUPPLIER', id: books.acme }, name: null, conditions: {}, isOn: true },
    effects: { accountId: books.office },
  });
  await saveRule(scope, { rule: { ruleId, revision }, input }, from);
  expect([await backFrom(), (await read(await arrived())).accountId]).toEqual([[], books.office]);
});

test('Apply to inbox leaves alone what it has stepped back from', async () => {
  const waiting = await db.item.create({
    data: {
      ...{ businessId: scope.businessId, number: 90, contactId: books.acme, currency: 'GBP', total: '120.00' },
      ...{ issuedOn: new Date('2026-11-01'), provenance: { v: 1, fields: {} } },
    },
  });
  await corrected(2);
  await applyToInbox(scope, { ruleId: null });
  expect(await read(waiting.id)).toMatchObject({ accountId: null, description: 'Power' });
});
