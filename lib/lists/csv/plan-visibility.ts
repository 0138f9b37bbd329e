import type { Db } from '#lib/db.ts';
import { BANK_ACCOUNT_TYPE } from '#lib/domain/account.ts';
import type { ListSource } from '../browse/list-source.ts';
import type { HideableList } from '../changes/visibility.ts';
import type { CsvTable } from './csv-table.ts';
import { entryFinder } from './found-entry.ts';
import { type ImportPlan, meantBefore, yesOrNo } from './plan.ts';

export const visibilityTitles = ['Code', 'Name', 'Visible'] as const;
type Title = (typeof visibilityTitles)[number];

export type VisibilityWrite = { kind: 'visibility'; list: HideableList; shown: string[]; hidden: string[] };

type Entry = { id: string; code: string | null; name: string; isArchived: boolean; isVisible: boolean };

const nouns: Record<HideableList, { one: string; many: string }> = {
  ACCOUNTS: { one: 'category', many: 'categories' },
  TAX_RATES: { one: 'tax rate', many: 'tax rates' },
};

/** Which entries a file would have offered, and which no longer. The names and codes in it only say which are meant. */
export async function planVisibility(
  db: Db,
  businessId: string,
  source: ListSource,
  list: HideableList,
  { entries }: CsvTable<Title>,
): Promise<ImportPlan<VisibilityWrite>> {
  const find = entryFinder(await entriesOf(db, businessId, source, list), nouns[list]);
  const plan: ImportPlan<VisibilityWrite> = {
    changes: [],
    problems: [],
    unchanged: 0,
    write: { kind: 'visibility', list, shown: [], hidden: [] },
  };
  const lines = new Map<string, number>();
  for (const { line, cells } of entries) {
    const { entry, problem } = find(cells.Code, cells.Name);
    const isVisible = yesOrNo(cells.Visible ?? '');
    const before = entry && lines.get(entry.id);
    if (problem !== null) plan.problems.push({ line, message: problem });
    else if (isVisible === null)
      plan.problems.push({ line, message: `Visible says “${cells.Visible ?? ''}”: write Yes or No.` });
    else if (before !== undefined && before !== null) plan.problems.push({ line, message: meantBefore(before) });
    else if (isVisible === entry.isVisible) plan.unchanged++;
    else {
      plan.changes.push({
        line,
        name: entry.name,
        text: isVisible ? 'Hidden, becomes visible' : 'Visible, becomes hidden',
      });
      plan.write[isVisible ? 'shown' : 'hidden'].push(entry.id);
    }
    if (entry) lines.set(entry.id, before ?? line);
  }
  return plan;
}

async function entriesOf(
  db: Db,
  businessId: string,
  { connectionId }: ListSource,
  list: HideableList,
): Promise<Entry[]> {
  const where = { businessId, connectionId };
  if (list === 'ACCOUNTS') {
    return db.account.findMany({
      // The others are payment methods.
      where: { ...where, type: { not: BANK_ACCOUNT_TYPE } },
      select: { id: true, code: true, name: true, isArchived: true, isVisible: true },
    });
  }
  const rates = await db.taxRate.findMany({ where });
  return rates.map(({ id, taxType, name, isArchived, isVisible }) => ({
    id,
    code: taxType,
    name,
    isArchived,
    isVisible,
  }));
}
