export const noSelection: ReadonlySet<string> = new Set();

/** The keys from one to another in the order they are shown, both included; only `to` when `from` is not shown. */
export function rangeOf(keys: readonly string[], from: string | null, to: string): string[] {
  const end = keys.indexOf(to);
  const start = from === null ? -1 : keys.indexOf(from);
  if (end < 0) return [];
  if (start < 0) return [to];
  return keys.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** The selection after `key` was ticked or unticked, or after a range from the last one was (with Shift). */
export function toggled(
  selection: ReadonlySet<string>,
  keys: readonly string[],
  key: string,
  anchor: string | null,
  isRange: boolean,
): ReadonlySet<string> {
  const next = new Set(selection);
  const isTicked = !selection.has(key);
  for (const one of isRange ? rangeOf(keys, anchor, key) : [key]) {
    if (isTicked) next.add(one);
    else next.delete(one);
  }
  return next;
}

/** Whether all, some or none of the rows shown are selected. */
export function coverage(selection: ReadonlySet<string>, keys: readonly string[]): 'all' | 'some' | 'none' {
  if (selection.size === 0 || keys.length === 0) return 'none';
  const selected = keys.filter((key) => selection.has(key)).length;
  return selected === keys.length ? 'all' : selected > 0 ? 'some' : 'none';
}
