import type { Amount } from '#lib/domain/amount.ts';
import { isZero } from '#lib/domain/amount.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { decimal, sum, toAmount } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isConfirmed } from '#lib/domain/readiness/confirmation.ts';
import { taxEvidence } from '#lib/domain/readiness/tax-evidence.ts';
import { ledgerTax } from '#lib/domain/tax.ts';
import { recoverableTaxes } from '#lib/domain/tax-components.ts';
import { type RateSource, rateSources, suggestedRate } from '#lib/domain/tax-settings.ts';
import type { ReviewContext } from '#lib/lists/review-context.ts';
import type { OpenCoding } from './open-codings.ts';

/** An item of the business by what it is called. */
export type NamedItem = { number: number; contact: string | null; currency: string; total: Amount };

/** An item by which it is told where its tax rate comes from. */
export type RateExample = Pick<NamedItem, 'number' | 'contact'> & {
  account: string | null;
  /** Every open item gets one rate, whatever is asked first. */
  isAlike: boolean;
  /** The rate that it is coded with by each source. */
  suggested: Record<RateSource, { rate: string; because: string } | null>;
};

/** An item with tax, by which registration is told. */
export type RegistrationExample = NamedItem & {
  workspace: Workspace;
  /** What of it is taken back from the tax office or, of a sale, owed to it. */
  tax: Amount;
};

/** What the tax office of the country would want to see on the items that are open. */
export type EvidenceExample = {
  /** Items that would be asked about. */
  asked: number;
  /** The newest of them. */
  item: (NamedItem & { wants: ('supplierNumber' | 'buyerName')[] }) | null;
};

/** The newest item with a tax that registration is about; of one without, the tax that it would be coded with. */
export function registrationExample(items: readonly OpenCoding[], context: ReviewContext): RegistrationExample | null {
  for (const item of items) {
    const tax = taxAtStake(item, context);
    if (tax !== null && !isZero(tax)) return { ...named(item, context), workspace: item.workspace, tax };
  }
  return null;
}

function taxAtStake({ coding, workspace }: OpenCoding, { lists }: ReviewContext): Amount | null {
  const digits = lists.rules.amountDigits;
  if (coding.total === null) return null;
  if (coding.taxMode !== 'NONE') {
    return workspace === 'SALES' ? itemTax(coding, digits) : toAmount(sum(recoverableTaxes(coding, lists)), digits);
  }
  if (lists.tax.isRegistered || coding.lines.length > 0) return null;
  const suggested = suggestedRate(coding, coding, workspace, lists);
  if (!suggested) return null;
  const taxAmount = ledgerTax(coding.total, suggested.rate, digits);
  const taxed = { ...coding, taxMode: 'INCLUSIVE' as const, taxRateId: suggested.rate.id, taxAmount };
  return workspace === 'SALES' ? taxAmount : toAmount(sum(recoverableTaxes(taxed, lists)), digits);
}

/** The newest item that is coded otherwise by the sources or, where there is none, the newest with a category. */
export function rateExample(items: readonly OpenCoding[], { lists }: ReviewContext): RateExample | null {
  const suggestionsOf = ({ coding, workspace }: OpenCoding) => {
    const [part = coding] = coding.lines;
    return rateSources.map((rateSource) =>
      suggestedRate(part, coding, workspace, { ...lists, tax: { ...lists.tax, rateSource } }),
    );
  };
  const coded = items.filter(({ coding: { lines, accountId } }) => (lines[0] ?? { accountId }).accountId !== null);
  const differs = (item: OpenCoding) => new Set(suggestionsOf(item).map((each) => each?.rate.id)).size > 1;
  const different = coded.find(differs);
  const item = different ?? coded[0];
  if (!item) return null;
  const { coding, number } = item;
  const [part = coding] = coding.lines;
  const told = suggestionsOf(item).map((each) => each && { rate: each.rate.name, because: each.because });
  return {
    number,
    contact: lists.contacts.get(coding.contactId ?? '')?.name ?? null,
    account: lists.accounts.get(part.accountId ?? '')?.name ?? null,
    isAlike: different === undefined,
    suggested: Object.fromEntries(rateSources.map((source, index) => [source, told[index] ?? null])) as Record<
      RateSource,
      RateExample['suggested'][RateSource]
    >,
  };
}

/** As it would be with the check turned on; what somebody has answered already is asked no more. */
export function evidenceExample(items: readonly OpenCoding[], context: ReviewContext): EvidenceExample {
  const lists = { ...context.lists, tax: { ...context.lists.tax, checksEvidence: true } };
  const asked = items.flatMap((item) => {
    const problems = taxEvidence(item.coding, { ...context, lists, workspace: item.workspace }).filter(
      (problem) => !isConfirmed(problem, item.confirmations),
    );
    const wants = problems.map(({ code }) => (code === 'buyerNameMissing' ? 'buyerName' : 'supplierNumber'));
    return wants.length > 0 ? [{ item, wants }] : [];
  });
  const [first] = asked;
  return { asked: asked.length, item: first ? { ...named(first.item, context), wants: first.wants } : null };
}

const named = ({ number, coding }: OpenCoding, { lists, baseCurrency }: ReviewContext): NamedItem => ({
  number,
  contact: lists.contacts.get(coding.contactId ?? '')?.name ?? null,
  currency: coding.currency ?? baseCurrency,
  total: toAmount(decimal(coding.total ?? '0'), lists.rules.amountDigits),
});
