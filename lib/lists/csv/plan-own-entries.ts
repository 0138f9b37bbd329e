import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import {
  MAX_OWN_ENTRIES,
  type OwnAccount,
  type OwnTaxRate,
  ownAccountType,
  ownAccountTypeNames,
  readRate,
} from '#lib/domain/own-lists.ts';
import { comparable, textSchema } from '#lib/domain/text.ts';
import { readOwnAccounts, readOwnTaxRates, type Wanted } from '../changes/own-entries.ts';
import type { CsvEntry, CsvTable } from './csv-table.ts';
import { entryFinder } from './found-entry.ts';
import { type ImportPlan, meantBefore, yesOrNo } from './plan.ts';

export const ownAccountTitles = ['Code', 'Name', 'Type', 'Tax rate', 'Visible', 'Status'] as const;
export const ownTaxRateTitles = ['Code', 'Name', 'Rate', 'Visible', 'Status'] as const;

export type OwnAccountsWrite = { kind: 'ownAccounts'; wanted: Wanted<OwnAccount>[] };
export type OwnTaxRatesWrite = { kind: 'ownTaxRates'; wanted: Wanted<OwnTaxRate>[] };

const nameSchema = textSchema(z, { longest: 150, missing: 'There is no name.' });
const LONGEST_CODE = 30;
const codeSchema = textSchema(z, { longest: LONGEST_CODE });
const states = new Map([
  ['in use', false],
  ['active', false],
  ['archived', true],
]);

/**
 * Which categories a file would make and change of a business's own, each known by its code or, without one, by its name.
 * What it does not name stays.
 */
export async function planOwnAccounts(
  db: Db,
  businessId: string,
  connectionId: string | null,
  table: CsvTable<(typeof ownAccountTitles)[number]>,
): Promise<ImportPlan<OwnAccountsWrite>> {
  const stored = connectionId ? await readOwnAccounts(db, businessId, connectionId) : [];
  const rates = connectionId ? await readOwnTaxRates(db, businessId, connectionId) : [];
  const findRate = entryFinder(
    rates.map((rate) => ({ ...rate, code: rate.taxType })),
    { one: 'tax rate', many: 'tax rates' },
  );
  const empty = { type: 'EXPENSE', taxType: null, isVisible: true, isArchived: false } as const;
  const { wanted, ...plan } = planned<OwnAccount, (typeof ownAccountTitles)[number]>(
    table.entries,
    stored,
    ({ code }) => code,
    (cells, name, code, before) => {
      const problems: string[] = [];
      const after: OwnAccount = {
        ...empty,
        ...before,
        name,
        code: code === undefined ? (before?.code ?? null) : code || null,
      };
      if (cells.Type) {
        const type = ownAccountType(cells.Type);
        if (type) after.type = type.type;
        else problems.push(`Type says “${cells.Type}”: write ${ownAccountTypeNames.join(', ')}.`);
      }
      if (cells['Tax rate']) {
        const { entry, problem } = findRate(undefined, cells['Tax rate']);
        if (entry) after.taxType = entry.taxType;
        else problems.push(`${problem} Import the tax rates first.`);
      } else if (cells['Tax rate'] === '') after.taxType = null;
      return { after, problems };
    },
    [
      ['code', 'another code'],
      ['name', 'another name'],
      ['type', 'another type'],
      ['taxType', 'another tax rate'],
    ],
  );
  return { ...plan, write: { kind: 'ownAccounts', wanted } };
}

/** The same of tax rates. */
export async function planOwnTaxRates(
  db: Db,
  businessId: string,
  connectionId: string | null,
  table: CsvTable<(typeof ownTaxRateTitles)[number]>,
): Promise<ImportPlan<OwnTaxRatesWrite>> {
  const stored = connectionId ? await readOwnTaxRates(db, businessId, connectionId) : [];
  const { wanted, ...plan } = planned<OwnTaxRate, (typeof ownTaxRateTitles)[number]>(
    table.entries,
    stored,
    ({ taxType }) => taxType,
    (cells, name, code, before) => {
      const rate =
        cells.Rate === undefined || cells.Rate === '' ? (before?.effectiveRate ?? null) : readRate(cells.Rate);
      const after: OwnTaxRate = {
        ...{ isVisible: true, isArchived: false, ...before, name },
        taxType: code || before?.taxType || name,
        effectiveRate: rate ?? '0',
      };
      const said = cells.Rate ? `Rate says “${cells.Rate}”: write` : 'There is no rate: write';
      return { after, problems: rate === null ? [`${said} a percentage such as 20 or 8.375.`] : [] };
    },
    [
      ['taxType', 'another code'],
      ['name', 'another name'],
      ['effectiveRate', 'another rate'],
    ],
  );
  return { ...plan, write: { kind: 'ownTaxRates', wanted } };
}

type Shared = { name: string; isVisible: boolean; isArchived: boolean };
type Reading<Values> = { after: Values; problems: string[] };

function planned<Values extends Shared, Title extends string>(
  entries: readonly CsvEntry<Title | 'Code' | 'Name' | 'Visible' | 'Status'>[],
  stored: readonly (Values & { id: string })[],
  codeOf: (values: Values) => string | null,
  read: (
    cells: CsvEntry<Title | 'Code' | 'Name' | 'Visible' | 'Status'>['cells'],
    name: string,
    code: string | undefined,
    before: Values | null,
  ) => Reading<Values>,
  told: readonly (readonly [keyof Values, string])[],
): Omit<ImportPlan<null>, 'write'> & { wanted: Wanted<Values>[] } {
  const plan = { changes: [], problems: [], unchanged: 0 } as Omit<ImportPlan<null>, 'write'>;
  const wanted: Wanted<Values>[] = [];
  const lines = new Map<string, number>();
  const byCode = new Map(stored.map((entry) => [comparable(codeOf(entry) ?? ''), entry]));
  const byName = new Map(stored.map((entry) => [comparable(entry.name), entry]));
  for (const { line, cells } of entries) {
    const name = nameSchema.safeParse(cells.Name ?? '');
    const coded = codeSchema.safeParse(cells.Code ?? '');
    const code = cells.Code === undefined ? undefined : coded.data;
    const found = (code ? byCode.get(comparable(code)) : undefined) ?? byName.get(comparable(name.data ?? ''));
    // One of the name with another code is another entry, unless the file has no codes.
    const isAnother = found && code && codeOf(found) && comparable(codeOf(found) ?? '') !== comparable(code);
    const entry = isAnother ? undefined : found;
    const { id = null, ...rest } = entry ?? {};
    const before = entry ? (rest as unknown as Values) : null;
    const { after, problems } = read(cells, name.data ?? '', code, before);
    const isVisible = cells.Visible ? yesOrNo(cells.Visible) : after.isVisible;
    const isArchived = cells.Status ? states.get(cells.Status.toLowerCase()) : after.isArchived;
    const key = comparable(codeOf(after) ?? '') || `name ${comparable(after.name)}`;
    // By its code one line may mean what another means by its name.
    const keys = id === null ? [key] : [key, `entry ${id}`];
    const earlier = keys.flatMap((each) => lines.get(each) ?? [])[0];
    for (const each of keys) lines.set(each, lines.get(each) ?? line);
    const all = [
      ...(name.success ? [] : [name.error.issues[0]?.message ?? 'There is no name.']),
      ...(coded.success ? [] : [`Code says “${cells.Code}”: use at most ${LONGEST_CODE} characters.`]),
      ...(name.success && earlier !== undefined ? [meantBefore(earlier)] : []),
      ...(isVisible === null ? [`Visible says “${cells.Visible ?? ''}”: write Yes or No.`] : []),
      ...(isArchived === undefined ? [`Status says “${cells.Status ?? ''}”: write In use or Archived.`] : []),
      ...problems,
    ];
    if (all.length > 0 || isVisible === null || isArchived === undefined) {
      plan.problems.push(...all.map((message) => ({ line, message })));
      continue;
    }
    const next: Values = { ...after, isVisible, isArchived };
    const text = before ? differences(before, next, told) : 'Is added';
    if (text === '') plan.unchanged++;
    else {
      wanted.push({ id, before, after: next });
      plan.changes.push({ line, name: next.name, text });
    }
  }
  if (stored.length + wanted.filter(({ id }) => id === null).length > MAX_OWN_ENTRIES)
    plan.problems.push({ line: 1, message: `A business keeps at most ${MAX_OWN_ENTRIES} of its own.` });
  return { ...plan, wanted };
}

function differences<Values extends Shared>(
  before: Values,
  after: Values,
  told: readonly (readonly [keyof Values, string])[],
): string {
  const parts = [
    ...told.flatMap(([name, words]) => (before[name] === after[name] ? [] : words)),
    ...(before.isVisible === after.isVisible ? [] : [after.isVisible ? 'visible' : 'hidden']),
    ...(before.isArchived === after.isArchived ? [] : [after.isArchived ? 'archived' : 'in use again']),
  ];
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
