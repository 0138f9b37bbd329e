import type { Db } from '#lib/db.ts';
import type { Reading } from '#lib/domain/extraction/reading.ts';
import { marksOf, markValue, type SupplierMark } from '#lib/domain/extraction/supplier-marks.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { ReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';

/** The account that a document asks to pay to; null where it names none. */
const accountOf = (reading: Reading, workspace: Workspace): SupplierMark | null =>
  marksOf(reading, workspace).find(({ kind }) => kind === 'iban' || kind === 'account') ?? null;

/**
 * The account that a document asks to pay to, where its contact was only ever paid to others: false invoices begin so. Null
 * for one that is known, and while none is.
 */
export async function strangeAccount(
  db: Db,
  {
    businessId,
    contactId,
    workspace,
    reading,
  }: {
    businessId: string;
    contactId: string;
    workspace: Workspace;
    reading: Reading;
  },
): Promise<ReadChecks['account']> {
  const asked = accountOf(reading, workspace);
  if (!asked) return null;
  const contact = await db.contact.findFirst({
    where: { id: contactId, businessId },
    select: {
      name: true,
      bankAccount: true,
      supplierMarks: { where: { kind: { in: ['iban', 'account'] } }, select: { kind: true, value: true } },
    },
  });
  if (!contact) return null;
  const known = contact.supplierMarks.map(({ value }) => value);
  if (contact.bankAccount) {
    for (const kind of ['iban', 'account'] as const) known.push(markValue(kind, contact.bankAccount) ?? '');
  }
  const values = known.filter(Boolean);
  if (values.length === 0 || values.includes(asked.value)) return null;
  return { contactId, name: contact.name, printed: asked.printed.slice(0, 100) };
}
