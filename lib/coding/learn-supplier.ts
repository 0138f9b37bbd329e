import { type Db, db } from '#lib/db.ts';
import { reading } from '#lib/domain/extraction/reading.ts';
import { type MarkKind, markKinds, marksOf } from '#lib/domain/extraction/supplier-marks.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What the documents of a contact are known by. */
export type KnownMark = { id: string; kind: MarkKind; printed: string; learntAt: string; learntFrom: string };

const MAX_MARKS = 200;

/**
 * Remembers whose documents bear the marks of this one, since a person chose the contact: the next is known by them. A mark
 * that led to another contact leads to this one from now on.
 */
export async function learnSupplier(
  transaction: Db,
  { businessId, actor }: BusinessScope,
  { itemId, contactId, workspace }: { itemId: string; contactId: string; workspace: Workspace },
): Promise<void> {
  const read = await transaction.extraction.findFirst({ where: { itemId, state: 'DONE' }, select: { reading: true } });
  const said = reading.safeParse(read?.reading).data;
  if (!said) return;
  for (const { kind, value, printed } of marksOf(said, workspace)) {
    const learnt = { contactId, printed, learntFrom: actor.name, learntAt: new Date() };
    await transaction.supplierMark.upsert({
      where: { businessId_kind_value: { businessId, kind, value } },
      create: { businessId, kind, value, ...learnt },
      update: learnt,
    });
  }
}

/** What is known of a contact's documents, the surest first. */
export async function listMarks({ businessId }: BusinessScope, contactId: string): Promise<KnownMark[]> {
  const marks = await db.supplierMark.findMany({
    where: { businessId, contactId },
    orderBy: { learntAt: 'desc' },
    take: MAX_MARKS,
  });
  return marks
    .flatMap(({ id, kind, printed, learntAt, learntFrom }) => {
      const known = markKinds.find((each) => each === kind);
      return known ? [{ id, kind: known, printed, learntAt: learntAt.toISOString(), learntFrom }] : [];
    })
    .toSorted((one, other) => markKinds.indexOf(one.kind) - markKinds.indexOf(other.kind));
}

/** Documents with this mark mean the contact no more, until somebody chooses it for one again. */
export async function forgetMark(
  { businessId }: BusinessScope,
  { markId }: { markId: string },
): Promise<Result<{ contactId: string }>> {
  const mark = await db.supplierMark.findFirst({ where: { id: markId, businessId }, select: { contactId: true } });
  if (!mark) return failure('missing', 'This is forgotten already.');
  await db.supplierMark.deleteMany({ where: { id: markId, businessId } });
  return ok(mark);
}
