import type { z } from 'zod';
import { LONGEST_SEARCH, normalText } from './normal-text.ts';

/** zod itself, handed in by whoever parses: a browser that wants a label does not load it. */
export type Zod = typeof z;

/** Equal for texts that people call the same: case, the number of spaces and how accents are written aside. */
export function comparable(text: string): string {
  return normalText(text).toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Whether there is anything to see in a text: spaces, joiners and accents alone look like nothing. */
export function isSeen(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

// Control characters make ledgers refuse a document; line breaks are kept where a text may have several lines.
const CONTROL = /\p{Cc}/gu;
// These turn round whatever stands beside the text; letters know their direction without them.
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text from outside, in its normal form and without the spaces around it. What holds NUL was not typed by anybody and
 * is refused, as is what is longer than `longest` characters; other control characters become spaces, and those that
 * force a direction go. `missing` is what is said of an empty one, where it may not be.
 */
export function textSchema(
  zod: Zod,
  { longest, missing, mayHaveLines = false }: { longest: number; missing?: string; mayHaveLines?: boolean },
) {
  const plain = zod
    .string()
    .refine((value) => !value.includes('\0'), 'This text holds a character that cannot be kept.')
    .transform((value) =>
      normalText(value)
        .replace(/\r\n?/g, '\n')
        .replace(DIRECTION, '')
        .replace(CONTROL, (character) => (mayHaveLines && character === '\n' ? '\n' : ' '))
        .trim(),
    )
    .refine((value) => value.length <= longest, `Use at most ${longest} characters.`);
  return missing === undefined ? plain : plain.refine(isSeen, missing);
}

/** What is searched for. */
export const searchSchema = (zod: Zod) => textSchema(zod, { longest: LONGEST_SEARCH }).default('');
