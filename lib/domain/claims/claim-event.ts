import { isolated } from '../isolated.ts';

/** What a sentence needs: names, numbers of items and values as they were then. */
export type ClaimEventDetail = Readonly<Record<string, string>>;

const sentences = {
  made: ({ items }) => `made the claim${items ? ` of ${items}` : ''}`,
  changed: ({ changes }) => `changed ${changes}`,
  added: ({ items }) => `added ${items}`,
  takenOut: ({ items }) => `took ${items} out`,
  returned: ({ items, reason }) => `returned ${items}: ${reason}`,
  deleted: () => 'deleted the claim',
  restored: () => 'brought the claim back',
  publishRequested: () => 'asked to publish it',
  publishRefused: ({ reason }) => `did not publish it: ${reason}`,
  sent: ({ to, how }) => `sent it to ${to}${how === 'link' ? ', by a link' : ''}`,
} satisfies Record<string, (detail: ClaimEventDetail) => string>;

export type ClaimEventKind = keyof typeof sentences;

/** The event as people read it, after the name of whoever did it. */
export function claimSentence(kind: string, detail: ClaimEventDetail): string {
  const known: Record<string, (detail: ClaimEventDetail) => string> = sentences;
  const told = Object.fromEntries(Object.entries(detail).map(([name, text]) => [name, isolated(text)]));
  return Object.hasOwn(known, kind) ? (known[kind]?.(told) ?? kind) : `did something else (${kind})`;
}

/** Items by what people call them by: `item 12`, `items 3, 4 and 9`, `14 items`. */
export function itemsText(numbers: readonly number[]): string {
  if (numbers.length > MAX_NAMED) return `${numbers.length} items`;
  const sorted = [...numbers].sort((one, other) => one - other).map(String);
  const last = sorted.pop() ?? '';
  return sorted.length === 0 ? `item ${last}` : `items ${sorted.join(', ')} and ${last}`;
}

const MAX_NAMED = 8;
