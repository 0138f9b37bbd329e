import { type Db, db } from '#lib/db.ts';
import { reading } from '#lib/domain/extraction/reading.ts';
import { type MarkKind, markKinds, marksOf, markValue } from '#lib/domain/extraction/supplier-marks.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { parseReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { strangeAccount } from './account-of-supplier.ts';
import { storeStatus } from './store-status.ts';

/** What the documents of a contact are known by. */
export type KnownMark = { id: string; kind: MarkKind; printed: string; learntAt: string; learntFrom: string };

const MAX_MARKS = 200;

/**
 * Remembers whose documents bear the marks of this one, since a person chose the contact: the next is known by them. A mark
 * that led to another contact leads to this one from now on. An account that is strange for the contact is asked about, and
 * learnt only when a person says that it is theirs.
 */
export async function learnSupplier(
  transaction: Db,
  { businessId, actor }: BusinessScope,
  {
    itemId,
    contactId,
    workspace,
    isTheirs = false,
  }: { itemId: string; contactId: string; workspace: Workspace; isTheirs?: boolean },
): Promise<void> {
  const read = await transaction.extraction.findFirst({ where: { itemId, state: 'DONE' }, select: { reading: true } });
  const said = reading.safeParse(read?.reading).data;
  if (!said) return;
  const account = isTheirs
    ? null
    : await strangeAccount(transaction, { businessId, contactId, workspace, reading: said });
  if (account) {
    const item = await transaction.item.findUniqueOrThrow({ where: { id: itemId }, select: { readChecks: true } });
    const checks = parseReadChecks(item.readChecks) ?? { v: 1, unsure: [], account: null };
    await transaction.item.update({ where: { id: itemId }, data: { readChecks: { ...checks, account } } });
    await storeStatus(transaction, businessId, [itemId]);
  }
  for (const { kind, value, printed } of marksOf(said, workspace)) {
    if (account && (kind === 'iban' || kind === 'account')) continue;
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

/** Takes back that a mark was forgotten, unless another contact has got it meanwhile. */
export async function restoreMark(
  { businessId, actor }: BusinessScope,
  { contactId, kind, printed }: { contactId: string; kind: MarkKind; printed: string },
): Promise<Result<null>> {
  const value = markValue(kind, printed);
  const contact = await db.contact.findFirst({ where: { id: contactId, businessId }, select: { id: true } });
  if (value === null || !contact) return failure('missing', 'This contact is no longer there.');
  await db.supplierMark.createMany({
    data: { businessId, contactId, kind, value, printed, learntFrom: actor.name },
    skipDuplicates: true,
  });
  return ok(null);
}
