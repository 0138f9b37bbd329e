import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { type CsvProblem, writeCsv } from '#lib/domain/csv.ts';
import type { ImportOutcome, ImportPreview } from '#lib/domain/list-files.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { MAX_RULES } from '#lib/domain/rules/rule.ts';
import { ruleTroubles } from '#lib/domain/rules/rule-entries.ts';
import { type RuleInput, ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { conditionWords, effectWords, ruleTitle } from '#lib/domain/rules/rule-words.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { type CsvTable, readCsvTable } from '#lib/lists/csv/csv-table.ts';
import { type ImportPlan, meantBefore, yesOrNo } from '#lib/lists/csv/plan.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { listsOfRules, ruleData, rulesHeld, tellRule } from '../save-rule.ts';
import { loadStoredRules, type StoredRule } from '../stored-rules.ts';
import {
  lineOfRule,
  partColumns,
  partTitles,
  type RuleNames,
  type RuleTitle,
  readScope,
  ruleTitles,
} from './rule-columns.ts';
import { loadRuleNames } from './rule-names.ts';

const MAX_SHOWN = 200;
const KEPT_DAYS = 7;

/** Each rule that is written: with the revision that it has now, or none for a new one. */
type Write = { id: string | null; revision: number | null; input: RuleInput }[];

/** All rules as a file, in the order in which they decide. */
export async function exportRules({ businessId }: PersonScope): Promise<{ text: string; fileName: string }> {
  const rules = await loadStoredRules(db, businessId);
  const names = await loadRuleNames(db, businessId, rules, []);
  const lines = rules.filter(({ isUnreadable }) => !isUnreadable).map((rule) => lineOfRule(rule, names));
  return { text: writeCsv([[...ruleTitles], ...lines]), fileName: 'Rules.csv' };
}

/** What a file would make and change of the rules; those that it does not name stay. Nothing is changed by asking. */
export async function previewRules(scope: PersonScope, bytes: Uint8Array): Promise<Result<ImportPreview>> {
  const planned = await planOf(db, scope, bytes);
  if (!planned.ok) return planned;
  const { changes, problems, unchanged, unused, write } = planned.value;
  return ok({
    ...{ changes: changes.slice(0, MAX_SHOWN), changeCount: changes.length },
    ...{ problems: problems.slice(0, MAX_SHOWN), problemCount: problems.length, unchanged, unused },
    fingerprint: fingerprintOf(write),
  });
}

/** Changes what the preview of this fingerprint said, all of it or nothing. */
export function importRules(
  scope: PersonScope,
  bytes: Uint8Array,
  fingerprint: string,
  from: RequestOrigin,
): Promise<Result<ImportOutcome>> {
  return rulesHeld(scope, async (transaction): Promise<Result<ImportOutcome>> => {
    const planned = await planOf(transaction, scope, bytes);
    if (!planned.ok) return planned;
    const { problems, write } = planned.value;
    if (problems.length > 0 || fingerprintOf(write) !== fingerprint) {
      return failure(
        'changedMeanwhile',
        'The rules have changed since this preview. Nothing was imported: look at the new preview.',
      );
    }
    if (write.length === 0) return ok({ changeId: null, changed: 0 });
    const { businessId } = scope;
    const rows = await transaction.rule.findMany({
      where: { businessId, id: { in: write.flatMap(({ id }) => id ?? []) } },
    });
    const before = new Map(rows.map((row) => [row.id, row]));
    const last = await transaction.rule.aggregate({ where: { businessId }, _max: { position: true } });
    let position = (last._max.position ?? -1) + 1;
    const lists = await listsOfRules(
      transaction,
      businessId,
      write.map(({ input }) => input),
    );
    const kept: StoredImport = [];
    for (const { id, revision, input } of write) {
      const data = ruleData(scope, input);
      const written =
        id === null
          ? await transaction.rule.create({ data: { businessId, position: position++, ...data } })
          : await transaction.rule.update({
              where: { id, businessId },
              data: { ...data, revision: (revision ?? 0) + 1 },
            });
      const row = id === null ? undefined : before.get(id);
      kept.push({
        ...{ id: written.id, revision: written.revision },
        before: row
          ? {
              ...{ scope: row.scope, scopeId: row.scopeId, name: row.name, isOn: row.isOn },
              ...{ conditions: row.conditions, effects: row.effects },
            }
          : null,
      });
      await tellRule(
        transaction,
        scope,
        id === null ? 'ruleMade' : 'ruleChanged',
        { ...input, id: written.id },
        lists,
        from,
      );
    }
    const old = new Date(Date.now() - KEPT_DAYS * 86_400_000);
    await transaction.ruleImport.deleteMany({ where: { businessId, at: { lt: old } } });
    const { id: changeId } = await transaction.ruleImport.create({
      data: { businessId, rules: kept as Prisma.InputJsonArray },
      select: { id: true },
    });
    return ok({ changeId, changed: write.length });
  });
}

/** Takes an import back, once. A rule that somebody has changed since stays as they made it. Returns how many were. */
export function undoRuleImport(scope: PersonScope, { changeId }: { changeId: string }): Promise<Result<number>> {
  return rulesHeld(scope, async (transaction) => {
    const { businessId, actor } = scope;
    const found = await transaction.ruleImport.findFirst({ where: { id: changeId, businessId, undoneAt: null } });
    if (!found) {
      return failure('changeMissing', 'This was undone already, or is too long ago. Nothing was changed now.');
    }
    await transaction.ruleImport.update({ where: { id: changeId }, data: { undoneAt: new Date() } });
    let undone = 0;
    for (const { id, revision, before } of storedImport.parse(found.rules)) {
      const { count } = await transaction.rule.updateMany({
        where: { id, businessId, revision, deletedAt: null },
        data: {
          ...(before === null ? { deletedAt: new Date() } : (before as Prisma.RuleUpdateManyMutationInput)),
          ...{ revision: revision + 1, updatedAt: new Date(), updatedByName: actor.name },
        },
      });
      undone += count;
    }
    return ok(undone);
  });
}

const storedImport = z.array(
  z.object({
    id: z.string(),
    revision: z.int(),
    before: z
      .object({
        scope: z.enum(['MEMBER', 'PAYMENT_METHOD', 'SUPPLIER', 'CUSTOMER', 'BUSINESS']),
        scopeId: z.string().nullable(),
        name: z.string().nullable(),
        isOn: z.boolean(),
        conditions: z.unknown(),
        effects: z.unknown(),
      })
      .nullable(),
  }),
);
type StoredImport = z.input<typeof storedImport>;

async function planOf(
  client: Db,
  { businessId }: PersonScope,
  bytes: Uint8Array,
): Promise<Result<ImportPlan<Write> & { unused: string[] }>> {
  const table = readCsvTable(bytes, ruleTitles, ['For']);
  if (!table.ok) {
    const { line, message } = table.error;
    return failure('fileUnreadable', `${line > 1 ? `Line ${line}: ` : ''}${message} Nothing was imported.`);
  }
  const rules = await loadStoredRules(client, businessId);
  const names = await loadRuleNames(client, businessId, rules, contactNamesIn(table.value));
  const plan: ImportPlan<Write> = { changes: [], problems: [], unchanged: 0, write: [] };
  const lines = new Map<string, number>();
  const written: { line: number; rule: StoredRule | null; input: RuleInput }[] = [];
  for (const { line, cells } of table.value.entries) {
    const id = cells.Rule?.trim() || null;
    const rule = id === null ? null : (rules.find((each) => each.id === id) ?? null);
    const before = id === null ? undefined : lines.get(id);
    if (id !== null) lines.set(id, line);
    const problem =
      id !== null && rule === null
        ? 'There is no rule with this id. Leave the column Rule empty for a new one.'
        : before !== undefined
          ? meantBefore(before)
          : null;
    const read = problem === null ? readLine(cells, rule, names) : [problem];
    if (Array.isArray(read)) plan.problems.push(...read.map((message): CsvProblem => ({ line, message })));
    else if (rule && textOf(rule) === textOf(read)) plan.unchanged++;
    else written.push({ line, rule, input: read });
  }
  const lists = await listsOfRules(client, businessId, [...rules, ...written.map(({ input }) => input)]);
  for (const { line, rule, input } of written) {
    const troubles = ruleTroubles(input, lists);
    plan.problems.push(...troubles.map((message) => ({ line, message })));
    const told = { lists, numbers: 'commaPoint' } as const;
    const sets = effectWords(input, told).map(({ label, value }) => `${label}: ${value}`);
    plan.changes.push({
      ...{ line, name: ruleTitle(input, lists) },
      text: `${rule ? 'Changed' : 'New'}${input.isOn ? '' : ', off'}: ${[...conditionWords(input.conditions, told), ...sets].join('; ')}`,
    });
    plan.write.push({ id: rule?.id ?? null, revision: rule?.revision ?? null, input });
  }
  if (rules.length + plan.write.filter(({ id }) => id === null).length > MAX_RULES) {
    plan.problems.push({ line: 1, message: `There are at most ${MAX_RULES} rules.` });
  }
  return ok({ ...plan, unused: table.value.unused });
}

/** A line as a rule; what is wrong with it, in sentences. A column that the file lacks leaves what a rule says there. */
function readLine(
  cells: { [title in RuleTitle]?: string },
  rule: StoredRule | null,
  names: RuleNames,
): RuleInput | string[] {
  const problems: string[] = [];
  const scope = readScope(cells.For ?? '', cells.Of?.trim() ?? '', names);
  if (!scope.ok) problems.push(scope.error);
  const isOn = cells.On === undefined || cells.On.trim() === '' ? (rule?.isOn ?? true) : yesOrNo(cells.On);
  if (isOn === null) problems.push('On is Yes or No.');
  const parts: Record<'conditions' | 'effects', Record<string, unknown>> = {
    conditions: { ...rule?.conditions },
    effects: { ...rule?.effects },
  };
  for (const title of partTitles) {
    const { of, key, read } = partColumns[title];
    const text = cells[title]?.trim();
    if (text === undefined) continue;
    delete parts[of][key];
    if (text === '') continue;
    const value = read(text, names);
    if (value.ok) parts[of][key] = value.value;
    else problems.push(`${title}: ${value.error}`);
  }
  if (problems.length > 0 || !scope.ok) return problems;
  const name = cells.Name === undefined ? (rule?.name ?? null) : cells.Name.trim() || null;
  const parsed = ruleInput.safeParse({ scope: scope.value, name, isOn, ...parts });
  return parsed.success ? parsed.data : [...new Set(parsed.error.issues.map(({ message }) => message))];
}

/** Names of contacts, which are too many to load. */
function contactNamesIn({ entries }: CsvTable<RuleTitle>): string[] {
  return entries.flatMap(({ cells }) => [
    cells.Of?.trim() ?? '',
    ...[...(cells.Split ?? '').matchAll(/Customer:\s*([^;\n]+)/gi)].map(([, name]) => name?.trim() ?? ''),
  ]);
}

/** What it says, whatever the order in which it is said. */
const textOf = ({ scope, name, isOn, conditions, effects }: Pick<StoredRule, keyof RuleInput>) =>
  JSON.stringify([scope.kind, scope.id, name, isOn, sorted(conditions), sorted(effects)]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.map(([key, each]) => [key, sorted(each)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const fingerprintOf = (write: Write) => createHash('sha256').update(JSON.stringify(write)).digest('hex');
