import type { Option, OptionSection } from './options.ts';

/** Text as it is compared: no case, no accents, no double spaces. A sign of its own, such as `^`, is no accent. */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The options that hold every word of the query, in the order in which a person would look for them: the code or the
 * label is the query, the code begins with it, the label does, a word of the label does, then the rest. A better match
 * comes before a worse one of whatever section, so that one which has both is named twice; a section without a match is
 * left out. An empty query keeps all.
 */
export function matchSections(sections: readonly OptionSection[], query: string): OptionSection[] {
  const wanted = searchable(query);
  if (wanted === '') return sections.filter(({ options }) => options.length > 0);
  const words = wanted.split(' ');
  const found = sections
    .flatMap(({ title, options }, section) =>
      options.map((option) => ({ title, section, option, rank: rank(option, wanted, words) })),
    )
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => tier(one) - tier(other) || one.section - other.section || one.rank - other.rank);
  const matches: { title: string; options: Option[] }[] = [];
  for (const { title, option } of found) {
    const last = matches.at(-1);
    if (last?.title === title) last.options.push(option);
    else matches.push({ title, options: [option] });
  }
  return matches;
}

/** The one option that is exactly what was typed, by its label or its code; null when none is, or several are. */
export function exactOption(sections: readonly OptionSection[], text: string): Option | null {
  const wanted = searchable(text);
  const exact = sections
    .flatMap(({ options }) => options)
    .filter(({ label, detail = '' }) => wanted !== '' && [label, detail].some((name) => searchable(name) === wanted));
  const [only] = exact;
  return exact.length === 1 && only && !only.isDisabled ? only : null;
}

/**
 * The id of what Enter and Tab take for a text: what is exactly that, else the first that holds all of it, as far as it
 * can be chosen. Null where neither is, and where the text may as well be a name that is not there yet: a longer one is
 * never taken for it, and nothing is created, before somebody has said so.
 */
export function meantOption(sections: readonly OptionSection[], text: string, mayBeNew: boolean): string | null {
  const exact = exactOption(sections, text);
  if (exact) return exact.id;
  const first = sections.flatMap(({ options }) => options).find(({ isDisabled }) => !isDisabled);
  const wanted = searchable(text);
  const isHeld = first !== undefined && rank(first, wanted, wanted.split(' ')) < Number.POSITIVE_INFINITY;
  return isHeld && !mayBeNew ? first.id : null;
}

function rank({ label, detail = '', description = '' }: Option, wanted: string, words: string[]): number {
  const name = searchable(label);
  const code = searchable(detail);
  const all = `${code} ${name} ${searchable(description)}`;
  if (!words.every((word) => all.includes(word))) return Number.POSITIVE_INFINITY;
  if (code === wanted || name === wanted) return 0;
  if (code.startsWith(wanted)) return 1;
  if (name.startsWith(wanted)) return 2;
  if (name.includes(` ${wanted}`)) return 3;
  return 4;
}

/** What is within a label stays in its section, which says more than the place of the match. */
const tier = ({ rank }: { rank: number }) => Math.min(rank, 3);

/** The first `limit` options over all sections, so that opening a list of a thousand draws only what is seen. */
export function takeOptions(sections: readonly OptionSection[], limit: number): OptionSection[] {
  let left = limit;
  const taken: OptionSection[] = [];
  for (const { title, options } of sections) {
    if (left <= 0) break;
    taken.push({ title, options: options.slice(0, left) });
    left -= options.length;
  }
  return taken;
}

export function countOptions(sections: readonly OptionSection[]): number {
  return sections.reduce((sum, { options }) => sum + options.length, 0);
}
