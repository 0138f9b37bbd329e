import { toCalendarDate } from '../calendar-date.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Split, SplitPart, SplitShares } from './rule.ts';

/** What a part may name, by the word for it in a file. */
const entryFields = {
  Category: 'accountId',
  'Tax rate': 'taxRateId',
  'Tracking 1': 'tracking1OptionId',
  'Tracking 2': 'tracking2OptionId',
  Customer: 'rebillableContactId',
} as const satisfies Record<string, keyof SplitPart>;
export type SplitEntryWord = keyof typeof entryFields;
const entryWords = Object.keys(entryFields) as SplitEntryWord[];

/**
 * A split as a cell of a file: one part a line, such as `60%; Category: 445 Light; Rest`, then for each day on which the
 * shares change a line `From 2026-04-01` with the parts from then, and `Replaces read lines` where it does.
 */
export function splitText(split: Split, nameOf: (word: SplitEntryWord, id: string) => string): string {
  const partsOf = ({ parts, restTo }: SplitShares) =>
    parts.map((part, index) =>
      [
        part.kind === 'PERCENT' ? `${part.value}%` : part.value,
        ...entryWords.flatMap((word) => {
          const id = part[entryFields[word]];
          return id === undefined ? [] : [`${word}: ${nameOf(word, id)}`];
        }),
        ...(part.description === undefined ? [] : [`Description: ${part.description.replaceAll('\n', ' ')}`]),
        ...(index === restTo && parts.length > 1 ? ['Rest'] : []),
      ].join('; '),
    );
  return [
    ...partsOf(split),
    ...(split.later ?? []).flatMap((later) => [`From ${later.from}`, ...partsOf(later)]),
    ...(split.replacesRead ? ['Replaces read lines'] : []),
  ].join('\n');
}

/** The same read back; `idOf` says what a name stands for, or what is wrong with it. */
export function readSplit(
  text: string,
  idOf: (word: SplitEntryWord, name: string) => Result<string, string>,
): Result<Split, string> {
  const shares: (SplitShares & { from: string | null })[] = [{ from: null, parts: [], restTo: 0 }];
  let replacesRead = false;
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    const now = shares.at(-1);
    if (line === '' || !now) continue;
    if (/^replaces read lines$/i.test(line)) {
      replacesRead = true;
      continue;
    }
    const from = /^from (\S+)$/i.exec(line)?.[1];
    if (from !== undefined) {
      if (toCalendarDate(from) === null) return fail(`“${from}” is no date such as 2026-04-01.`);
      shares.push({ from, parts: [], restTo: 0 });
      continue;
    }
    const part = readPart(line, idOf);
    if (!part.ok) return part;
    if (part.value.takesRest) now.restTo = now.parts.length;
    now.parts.push(part.value.part);
  }
  const [first, ...later] = shares;
  return ok({
    ...{ parts: first?.parts ?? [], restTo: first?.restTo ?? 0 },
    ...(later.length > 0 && { later: later.map((each) => each as NonNullable<Split['later']>[number]) }),
    ...(replacesRead && { replacesRead }),
  });
}

function readPart(
  line: string,
  idOf: (word: SplitEntryWord, name: string) => Result<string, string>,
): Result<{ part: SplitPart; takesRest: boolean }, string> {
  // A name may hold a semicolon itself: only one before a known word ends it.
  const [share = '', ...rest] = line.split(
    /;\s*(?=(?:Category|Tax rate|Tracking [12]|Customer|Description):|Rest\s*$)/i,
  );
  const percent = /^([\d.]+)\s*%$/.exec(share.trim())?.[1];
  const value = percent ?? share.trim();
  if (!/^\d+(\.\d+)?$/.test(value)) return fail(`“${line}” does not begin with an amount or a per cent.`);
  const part: SplitPart = { kind: percent === undefined ? 'AMOUNT' : 'PERCENT', value };
  let takesRest = false;
  for (const said of rest) {
    const [word = '', ...more] = said.split(':');
    const name = more.join(':').trim();
    if (/^rest\s*$/i.test(said)) takesRest = true;
    else if (/^description$/i.test(word)) part.description = name;
    else {
      const known = entryWords.find((each) => each.toLowerCase() === word.trim().toLowerCase());
      if (!known) return fail(`“${said}” says nothing of a part.`);
      const id = idOf(known, name);
      if (!id.ok) return id;
      part[entryFields[known]] = id.value;
    }
  }
  return ok({ part, takesRest });
}
