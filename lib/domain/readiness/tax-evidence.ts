import { isZero } from '../amount.ts';
import type { Coding } from '../coding/coding.ts';
import { isolated } from '../isolated.ts';
import type { Lists } from '../lists.ts';
import { decimal } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import { recoverableTaxes } from '../tax-components.ts';
import { contactNumberWarning } from '../tax-number.ts';
import type { Circumstances } from './circumstances.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** From which total on a document has to show more before its tax is taken back. */
type EvidenceLimits = { currency: string; supplierNumber: string; buyerName: string; numberName: string };

/** By country. Canada: the Input Tax Credit Information (GST/HST) Regulations, as they are since 20 April 2021. */
const limits: Readonly<Record<string, EvidenceLimits>> = {
  CA: { currency: 'CAD', supplierNumber: '100', buyerName: '500', numberName: 'GST/HST number' },
};

export const hasEvidenceLimits = (country: string | null): boolean => country !== null && country in limits;

/**
 * What a tax office wants to see on a document before it gives its tax back, where the business has it asked: a person
 * says that it is there.
 */
export function taxEvidence(coding: Coding, { workspace, lists, organisation, numbers }: Circumstances): Problem[] {
  const country = organisation?.country ?? null;
  const limit = country === null ? undefined : limits[country];
  if (!lists.tax.checksEvidence || workspace !== 'COSTS' || !organisation || !country || !limit) return [];
  const isOwnCurrency = (coding.currency ?? organisation.baseCurrency) === limit.currency;
  if (!isOwnCurrency || coding.total === null || !isTakenBack(coding, lists)) return [];
  const total = decimal(coding.total).abs();
  const contact = lists.contacts.get(coding.contactId ?? '');
  const problems: Problem[] = [];
  if (contact && total.gte(limit.supplierNumber)) {
    const number = contact.taxNumber ?? null;
    const wrong = number === null ? null : contactNumberWarning(number, country);
    const from = `From ${writeNumber(limit.supplierNumber, numbers)} tax is taken back only with the supplier’s ${limit.numberName} on the document`;
    const known =
      number === null
        ? `your books have none for ${isolated(contact.name)}`
        : `${isolated(number)} of ${isolated(contact.name)} does not look right`;
    if (number === null || wrong !== null) {
      const fixes = [isThere(`${contact.id} ${number ?? ''}`)];
      problems.push(problem('supplierNumberMissing', 'contactId', `${from}, and ${known}. Look at it.`, { fixes }));
    }
  }
  if (total.gte(limit.buyerName)) {
    const message = `From ${writeNumber(limit.buyerName, numbers)} tax is taken back only where the document names ${isolated(organisation.name)} and says what was supplied. Look at it.`;
    problems.push(problem('buyerNameMissing', 'description', message, { fixes: [isThere(organisation.name)] }));
  }
  return problems;
}

const isThere = (question: string): Fix => ({ label: 'It is there', kind: 'confirm', question });

/** Whether any of the item's tax is recoverable. */
const isTakenBack = (coding: Coding, lists: Lists) => recoverableTaxes(coding, lists).some((tax) => !isZero(tax));
