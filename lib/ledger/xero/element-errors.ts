import { z } from 'zod';

/** One of Xero's sentences, and the part of the document that it stands in. */
export type Remark = { text: string; part: 'document' | 'line' | 'contact'; line: number | null };

const messages = z
  .array(z.object({ Message: z.string().catch('') }))
  .nullish()
  .catch(null);
const nested = z.object({ ValidationErrors: messages }).nullish().catch(null);
const elementSchema = z
  .object({
    ValidationErrors: messages,
    Warnings: messages,
    LineItems: z.array(nested).nullish().catch(null),
    Contact: nested,
  })
  .catch({ ValidationErrors: null, Warnings: null, LineItems: null, Contact: null });

/** What Xero says of an element as a whole, with nothing told of its parts. */
export const remarkOf = (text: string): Remark => ({ text, part: 'document', line: null });

/**
 * Why an element was refused, from its JSON: Xero tells it of the element, of its lines or of its contact, and
 * xero-node's models leave the lines' out. What is told of a part is not told of the whole again.
 */
export function errorsIn(element: unknown): Remark[] {
  const { ValidationErrors, LineItems, Contact } = elementSchema.parse(element);
  const parts: Remark[] = [
    ...(LineItems ?? []).flatMap((line, index) =>
      texts(line?.ValidationErrors).map((text) => ({ text, part: 'line' as const, line: index })),
    ),
    ...texts(Contact?.ValidationErrors).map((text) => ({ text, part: 'contact' as const, line: null })),
  ];
  const told = new Set(parts.map(({ text }) => text));
  return [
    ...texts(ValidationErrors)
      .filter((text) => !told.has(text))
      .map(remarkOf),
    ...parts,
  ];
}

/** What Xero says of an element that it has taken all the same, such as an account that it has left out. */
export function warningsIn(element: unknown): string[] {
  return texts(elementSchema.parse(element).Warnings);
}

function texts(found: { Message: string }[] | null | undefined): string[] {
  return [...new Set((found ?? []).map(({ Message }) => Message.trim()))];
}
