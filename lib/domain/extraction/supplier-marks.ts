import { normaliseContactName } from '../contact-name.ts';
import { ibanOf } from '../iban.ts';
import type { Workspace } from '../paths.ts';
import type { Reading } from './reading.ts';

/** What tells whose a document is, the surest first. */
export const markKinds = ['taxNumber', 'iban', 'account', 'domain', 'phone', 'name'] as const;
export type MarkKind = (typeof markKinds)[number];

export const markNames: Record<MarkKind, string> = {
  taxNumber: 'Tax number',
  iban: 'IBAN',
  account: 'Bank account',
  domain: 'Web domain',
  phone: 'Phone',
  name: 'Name',
};

/** `value` is what is compared, `printed` what the document says. */
export type SupplierMark = { kind: MarkKind; value: string; printed: string };

/** How often a contact that a mark of each kind leads to is the right one. */
export const markConfidence: Record<MarkKind, number> = {
  taxNumber: 0.99,
  iban: 0.97,
  account: 0.96,
  domain: 0.93,
  phone: 0.93,
  name: 0.93,
};

/** The marks of whoever is at the other end of the document: of a cost the seller, of a sale the buyer. The surest first. */
export function marksOf({ fields }: Reading, workspace: Workspace): SupplierMark[] {
  const isCost = workspace === 'COSTS';
  const said: Record<MarkKind, { value: string } | undefined> = {
    taxNumber: isCost ? fields.supplierTaxNumber : fields.buyerTaxNumber,
    iban: isCost ? fields.supplierIban : undefined,
    account: isCost ? fields.supplierAccount : undefined,
    domain: isCost ? fields.supplierDomain : undefined,
    phone: isCost ? fields.supplierPhone : undefined,
    name: isCost ? fields.supplierName : fields.buyerName,
  };
  return markKinds.flatMap((kind) => {
    const printed = said[kind]?.value ?? null;
    const value = printed === null ? null : markValue(kind, printed);
    return printed === null || value === null ? [] : [{ kind, value, printed }];
  });
}

/** What is compared of a mark; null for one that could be anybody's. */
export function markValue(kind: MarkKind, printed: string): string | null {
  switch (kind) {
    case 'iban':
      return ibanOf(printed);
    case 'taxNumber':
      return longEnough(printed.toUpperCase().replace(/[^A-Z\d]/g, ''), 6);
    case 'account':
      return longEnough(printed.toUpperCase().replace(/[^A-Z\d]/g, ''), 6);
    case 'phone':
      // Without the country, and the 0 before it: the last nine digits are the same however it is written.
      return longEnough(printed.replace(/\D/g, ''), 7)?.slice(-9) ?? null;
    case 'domain':
      return longEnough(printed.toLowerCase().replace(/^www\./, ''), 4);
    case 'name':
      // Readers lose spaces.
      return longEnough(normaliseContactName(printed).replaceAll(' ', ''), 2);
  }
}

const longEnough = (value: string, least: number) => (value.length < least ? null : value);
