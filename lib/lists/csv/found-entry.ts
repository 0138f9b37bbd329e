import { comparable } from '#lib/domain/text.ts';

type Named = { id: string; code: string | null; name: string };

export type Found<Entry> = { entry: Entry; problem: null } | { entry: null; problem: string };

/**
 * Finds the entry that a line means: by its code where one is given, else by its name, or by both in one as pages show
 * them. Of several of a name the one in use is meant, and none where that leaves more than one.
 */
export function entryFinder<Entry extends Named & { isArchived: boolean }>(
  entries: readonly Entry[],
  noun: { one: string; many: string },
) {
  const by = (key: (entry: Entry) => string | null) => {
    const found = new Map<string, Entry[]>();
    for (const entry of entries) {
      const text = key(entry);
      if (text) found.set(comparable(text), [...(found.get(comparable(text)) ?? []), entry]);
    }
    return found;
  };
  const byCode = by(({ code }) => code);
  const byName = by(({ name }) => name);
  const byLabel = by(({ code, name }) => code && `${code} ${name}`);
  const only = (candidates: readonly Entry[] | undefined, words: string): Found<Entry> => {
    const active = candidates?.filter(({ isArchived }) => !isArchived) ?? [];
    const meant = active.length > 0 ? active : (candidates ?? []);
    const [entry] = meant;
    if (!entry) return { entry: null, problem: `There is no ${noun.one} ${words}.` };
    return meant.length === 1
      ? { entry, problem: null }
      : { entry: null, problem: `There are ${meant.length} ${noun.many} ${words}. Give the code too.` };
  };
  return (code: string | undefined, name: string | undefined): Found<Entry> => {
    if (code) return only(byCode.get(comparable(code)), `with the code “${code}”`);
    const key = comparable(name ?? '');
    if (key === '') return { entry: null, problem: 'There is neither a code nor a name.' };
    return only(byName.get(key) ?? byLabel.get(key) ?? byCode.get(key), `called “${name}”`);
  };
}
