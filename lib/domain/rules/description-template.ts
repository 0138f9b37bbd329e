import { formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import type { Lists } from '../lists.ts';
import { monthName, monthOf } from '../month.ts';

/** What a template may name between braces, with what stands in its place. */
export const templateNames = {
  contact: 'the supplier or customer',
  reference: 'the document reference',
  date: 'the document’s date',
  month: 'its month, such as March 2026',
} as const;
type TemplateName = keyof typeof templateNames;

/** The description that a template makes of an item; what is not known of it leaves no gap. Null when nothing is left. */
export function filledTemplate(
  template: string,
  { contactId, reference, issuedOn }: Pick<Coding, 'contactId' | 'reference' | 'issuedOn'>,
  lists: Pick<Lists, 'contacts'>,
): string | null {
  const values: Record<TemplateName, string | null> = {
    contact: contactId === null ? null : (lists.contacts.get(contactId)?.name ?? null),
    reference,
    date: issuedOn && formatDate(issuedOn),
    month: issuedOn && monthName(monthOf(issuedOn)),
  };
  const filled = template.replace(/\{(\w{1,20})\}/g, (braces, name: string) =>
    Object.hasOwn(values, name) ? (values[name as TemplateName] ?? '') : braces,
  );
  return (
    filled
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ *\n */g, '\n')
      .trim() || null
  );
}

/** What stands between braces and names nothing. */
export function unknownNames(template: string): string[] {
  const named = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  return named.filter((name) => !Object.hasOwn(templateNames, name));
}
