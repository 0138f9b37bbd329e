import { z } from 'zod';
import { db } from '#lib/db.ts';
import {
  allColumns,
  type ColumnPreset,
  columnPresets,
  columnsIn,
  columnTitle,
  type ExportColumn,
  isColumn,
} from '#lib/domain/export/export-columns.ts';
import type { ChosenColumns, ExportForm } from '#lib/domain/export/export-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { chosenColumns, exportFormSchema } from './export-form-schema.ts';

/** Of a business. */
const MAX_SETS = 30;
const LONGEST_NAME = 60;

/** Columns under a name: one of the product's own, or of the business. */
export type ColumnSet = { id: string; name: string; isOwn: boolean } & ChosenColumns;

/** What can be chosen for the columns of a file. */
export type ColumnChoices = {
  columns: { id: ExportColumn; title: string }[];
  sets: ColumnSet[];
  /** As the person exported last here; null for the first time. */
  last: ExportForm | null;
};

export async function columnChoices(scope: PersonScope, workspace: Workspace): Promise<ColumnChoices> {
  const { businessId, actor } = scope;
  const [{ lists }, own, last] = await Promise.all([
    loadReviewContext(db, { businessId }, { contactIds: [], accountIds: [] }),
    columnSets(scope),
    db.itemExport.findFirst({
      where: { businessId, byUserId: actor.userId },
      orderBy: { at: 'desc' },
      select: { form: true },
    }),
  ]);
  const presets = Object.entries(columnPresets).map(([id, { label, perLine, columns }]) => ({
    ...{ id: id as ColumnPreset, name: label, isOwn: false, perLine },
    columns: columnsIn(columns, lists),
  }));
  const read = exportFormSchema.safeParse(last?.form);
  return {
    columns: columnsIn(allColumns, lists).map((id) => ({ id, title: columnTitle(id, workspace, lists) })),
    sets: [...presets, ...own],
    last: read.success ? read.data : null,
  };
}

/** Those of the business, by name. */
export async function columnSets({ businessId }: BusinessScope): Promise<ColumnSet[]> {
  const found = await db.exportColumns.findMany({ where: { businessId }, orderBy: { name: 'asc' }, take: MAX_SETS });
  return found.map(({ id, name, columns, perLine }) => ({
    ...{ id, name, isOwn: true, perLine },
    columns: columns.filter(isColumn),
  }));
}

export const columnSetInput = chosenColumns.extend({
  setId: z.uuid().nullable(),
  name: textSchema(z, { longest: LONGEST_NAME }).refine((name) => name !== '', 'Enter a name.'),
});

/** Keeps columns under a name, new or in place of what it had. Gives the id. */
export async function saveColumnSet(
  { businessId }: BusinessScope,
  { setId, name, columns, perLine }: z.output<typeof columnSetInput>,
): Promise<Result<string>> {
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const others = await transaction.exportColumns.findMany({
      where: { businessId, ...(setId && { id: { not: setId } }) },
      select: { name: true },
    });
    if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
      return failure('nameTaken', 'Nothing was saved: this name is in use.', { fields: { name: 'In use already.' } });
    if (setId) {
      const { count } = await transaction.exportColumns.updateMany({
        where: { id: setId, businessId },
        data: { name, columns, perLine },
      });
      return count > 0 ? ok(setId) : failure('missing', 'Somebody has removed these columns. Save them as new ones.');
    }
    if (others.length >= MAX_SETS)
      return failure('tooMany', `A business keeps at most ${MAX_SETS}. Nothing was saved: remove one first.`);
    const { id } = await transaction.exportColumns.create({ data: { businessId, name, columns, perLine } });
    return ok(id);
  });
}

export async function removeColumnSet({ businessId }: BusinessScope, setId: string): Promise<Result<null>> {
  const { count } = await db.exportColumns.deleteMany({ where: { id: setId, businessId } });
  return count > 0 ? ok(null) : failure('missing', 'These columns were removed already.');
}
