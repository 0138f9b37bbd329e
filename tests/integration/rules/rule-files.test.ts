import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { readCsv, writeCsv } from '#lib/domain/csv.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { exportRules, importRules, previewRules, undoRuleImport } from '#lib/rules/csv/import-rules.ts';
import { listRules } from '#lib/rules/list-rules.ts';
import { saveRule, setRules } from '#lib/rules/save-rule.ts';
import { loadStoredRules } from '#lib/rules/stored-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '127.0.0.1', device: 'Test' };
let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function aRule(input: object) {
  const parsed = ruleInput.parse({
    ...{ scope: { kind: 'SUPPLIER', id: books.acme }, name: null, conditions: {}, isOn: true },
    ...input,
  });
  const saved = await saveRule(scope, { rule: null, input: parsed }, from);
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value.ruleId;
}
const stored = async () => loadStoredRules(db, scope.businessId);
async function table(): Promise<string[][]> {
  const read = readCsv(Buffer.from((await exportRules(scope)).text));
  if (!read.ok) throw new Error(read.error.message);
  return read.value.map(({ cells }) => cells);
}
const bytes = (rows: string[][]) => Buffer.from(writeCsv(rows));
async function preview(rows: string[][]) {
  const looked = await previewRules(scope, bytes(rows));
  if (!looked.ok) throw new Error(looked.error.message);
  return looked.value;
}
const put = (rows: string[][], row: number, title: string, text: string) =>
  rows.map((cells, at) => (at === row ? cells.with(rows[0]?.indexOf(title) ?? 0, text) : cells));

/** All that a rule can say. */
async function someRules() {
  const card = await aCard(scope, books);
  const parts = [
    { kind: 'AMOUNT', value: '20', accountId: books.office, description: 'Fee; and more', taxRateId: books.vat20 },
    { kind: 'PERCENT', value: '80', rebillableContactId: books.club },
  ];
  await aRule({
    conditions: {
      words: ['diesel', 'fuel oil'],
      amountFrom: '10',
      datedFrom: '2026-01-01',
      types: ['INVOICE', 'RECEIPT'],
    },
    effects: {
      ...{ accountId: books.power, description: '{contact} {month}', dueDays: 14, paidWith: card, autoPublish: false },
      split: {
        ...{ parts, restTo: 1, replacesRead: true },
        later: [{ from: '2026-06-01', parts: [{ kind: 'PERCENT', value: '100' }], restTo: 0 }],
      },
    },
  });
  await aRule({ scope: { kind: 'BUSINESS', id: null }, name: 'All', effects: { publishAs: 'DRAFT' } });
}

test('a file that was exported and not changed changes nothing, whatever the rules say', async () => {
  await someRules();
  const looked = await preview(await table());
  expect(looked).toMatchObject({ changeCount: 0, problemCount: 0, unchanged: 2, unused: [] });
});

test('a changed line changes its rule, one without an id is a new rule, and both are taken back', async () => {
  await someRules();
  const before = await stored();
  const rows = await table();
  const changed = put(rows, 1, 'Due days', '30');
  const copy = put(put([rows[0] ?? [], rows[2] ?? []], 1, 'Rule', ''), 1, 'Name', 'Another')[1] ?? [];
  const file = [...changed, copy];
  const looked = await preview(file);
  expect(looked).toMatchObject({ changeCount: 2, problemCount: 0, unchanged: 1 });
  expect(looked.changes.map(({ text }) => text.slice(0, 7))).toEqual(['Changed', 'New: Pu']);
  const done = await importRules(scope, bytes(file), looked.fingerprint, from);
  if (!done.ok) throw new Error(done.error.message);
  expect((await stored()).map(({ effects, name }) => [name, effects.dueDays])).toEqual([
    [null, 30],
    ['All', undefined],
    ['Another', undefined],
  ]);
  // The same preview is of rules that are others by now.
  expect(await importRules(scope, bytes(file), looked.fingerprint, from)).toMatchObject({
    error: { code: 'changedMeanwhile' },
  });
  const changeId = done.value.changeId ?? '';
  expect(await undoRuleImport(scope, { changeId })).toEqual({ ok: true, value: 2 });
  const parts = (rules: Awaited<ReturnType<typeof stored>>) =>
    rules.map(({ id, effects, isOn }) => ({ id, effects, isOn }));
  expect(parts(await stored())).toEqual(parts(before));
  expect(await undoRuleImport(scope, { changeId })).toMatchObject({ error: { code: 'changeMissing' } });
});

test('a rule that somebody changed after the import stays as they made it when that is taken back', async () => {
  await someRules();
  const file = put(await table(), 1, 'Due days', '30');
  const looked = await preview(file);
  const done = await importRules(scope, bytes(file), looked.fingerprint, from);
  const [rule] = await stored();
  await setRules(scope, { ruleIds: [rule?.id ?? ''], change: 'off' }, from);
  expect(await undoRuleImport(scope, { changeId: (done.ok && done.value.changeId) || '' })).toEqual({
    ok: true,
    value: 0,
  });
  expect((await listRules(scope))[0]).toMatchObject({ isOn: false });
});

test('nothing is imported while a line is wrong, and each says what is', async () => {
  await someRules();
  const rows = await table();
  const wrong = [
    put(rows, 1, 'Category', '999 Nothing'),
    put(rows, 1, 'Of', 'Nobody Ltd'),
    put(rows, 1, 'Split', '60% of it'),
    put(rows, 1, 'Rule', crypto.randomUUID()),
    put(rows, 1, 'On', 'perhaps'),
    put(rows, 1, 'Due days', 'soon'),
    [...rows, rows[1] ?? []],
  ];
  for (const file of wrong) {
    const looked = await preview(file);
    expect(looked.problemCount, file[1]?.join()).toBeGreaterThan(0);
    expect(await importRules(scope, bytes(file), looked.fingerprint, from)).toMatchObject({ ok: false });
  }
  expect(await previewRules(scope, Buffer.from('Name\nPower'))).toMatchObject({ error: { code: 'fileUnreadable' } });
});
