/** One thing to choose. `detail` is short and stands apart, such as an account's code; it is searched too. */
export type Option = {
  id: string;
  label: string;
  detail?: string;
  description?: string;
  isDisabled?: boolean;
};

export type OptionSection = { title: string; options: readonly Option[] };

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
 * The options that hold every word of the query, in the order in which a person would look for them:
 * the code or the label begins with the query, then a word of the label does, then the rest. An empty query keeps all.
 */
export function matchOptions(options: readonly Option[], query: string): Option[] {
  const wanted = searchable(query);
  if (wanted === '') return [...options];
  const words = wanted.split(' ');
  return options
    .map((option, index) => ({ option, index, rank: rank(option, wanted, words) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ option }) => option);
}

function rank({ label, detail = '', description = '' }: Option, wanted: string, words: string[]): number {
  const name = searchable(label);
  const code = searchable(detail);
  const all = `${code} ${name} ${searchable(description)}`;
  if (!words.every((word) => all.includes(word))) return Number.POSITIVE_INFINITY;
  if (code === wanted || name === wanted) return 0;
  if (code.startsWith(wanted) || name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return 3;
}

/** The same within sections; a section without a match is left out. */
export function matchSections(sections: readonly OptionSection[], query: string): OptionSection[] {
  return sections
    .map(({ title, options }) => ({ title, options: matchOptions(options, query) }))
    .filter(({ options }) => options.length > 0);
}

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

/** Options without sections are one section without a title. */
export function asSections(options: readonly Option[] | readonly OptionSection[]): readonly OptionSection[] {
  const [first] = options;
  if (first === undefined) return [];
  return 'options' in first
    ? (options as readonly OptionSection[])
    : [{ title: '', options: options as readonly Option[] }];
}
