/** Which pages, from 1, become which item, in their order; what is left out becomes none. */
export type SplitGroups = { groups: readonly (readonly number[])[]; leftOut: readonly number[] };

/** How a file becomes items: all of it one, each page one, or as its pages say. */
export const splitWays = ['file', 'pages', 'auto'] as const;
export type SplitWay = (typeof splitWays)[number];

const tidy = ({ groups, leftOut }: SplitGroups): SplitGroups => ({
  groups: groups.filter((group) => group.length > 0),
  leftOut: [...leftOut].sort((one, other) => one - other),
});

/** Which group a page is in, from 0; -1 for one that is left out. */
export const groupOf = ({ groups }: SplitGroups, page: number): number =>
  groups.findIndex((group) => group.includes(page));

const without = (split: SplitGroups, page: number): SplitGroups => ({
  groups: split.groups.map((group) => group.filter((each) => each !== page)),
  leftOut: split.leftOut.filter((each) => each !== page),
});

/** Puts a page into a group before another page of it, or at its end. */
export function placePage(split: SplitGroups, page: number, at: { group: number; before: number | null }): SplitGroups {
  if (page === at.before) return split;
  const rest = without(split, page);
  const groups = rest.groups.map((group, index) => {
    if (index !== at.group) return group;
    const place = at.before === null ? -1 : group.indexOf(at.before);
    return place < 0 ? [...group, page] : [...group.slice(0, place), page, ...group.slice(place)];
  });
  return tidy({ ...rest, groups });
}

/** Makes a page an item of its own, behind a group, or before the first for -1. */
export function placeAlone(split: SplitGroups, page: number, behind: number): SplitGroups {
  const rest = without(split, page);
  return tidy({ ...rest, groups: [...rest.groups.slice(0, behind + 1), [page], ...rest.groups.slice(behind + 1)] });
}

/** To the end of the item before; of the first item, to one of its own before it. */
export function toPrevious(split: SplitGroups, page: number): SplitGroups {
  const own = groupOf(split, page);
  if (own < 0) return split;
  return own === 0 ? placeAlone(split, page, -1) : placePage(split, page, { group: own - 1, before: null });
}

/** To the beginning of the item behind; of the last item, to one of its own behind it. */
export function toNext(split: SplitGroups, page: number): SplitGroups {
  const own = groupOf(split, page);
  if (own < 0) return split;
  const next = split.groups[own + 1];
  return next ? placePage(split, page, { group: own + 1, before: next[0] ?? null }) : placeAlone(split, page, own);
}

/** Has a new item begin with this page; or, where one does already, joins it to the one before. */
export function splitOrJoin(split: SplitGroups, page: number): SplitGroups {
  const own = groupOf(split, page);
  const group = split.groups[own];
  if (!group) return split;
  const place = group.indexOf(page);
  const { groups } = split;
  if (place > 0) {
    const parts = [group.slice(0, place), group.slice(place)];
    return { ...split, groups: [...groups.slice(0, own), ...parts, ...groups.slice(own + 1)] };
  }
  const before = groups[own - 1];
  if (!before) return split;
  return { ...split, groups: [...groups.slice(0, own - 1), [...before, ...group], ...groups.slice(own + 1)] };
}

export function leaveOut(split: SplitGroups, page: number): SplitGroups {
  if (groupOf(split, page) < 0) return split;
  const rest = without(split, page);
  return tidy({ ...rest, leftOut: [...rest.leftOut, page] });
}

/** Back to the item that has the page before it in the file, or to one of its own. */
export function putBack(split: SplitGroups, page: number): SplitGroups {
  if (!split.leftOut.includes(page)) return split;
  const own = split.groups.findIndex((group) => group.includes(page - 1));
  const before = split.groups[own];
  if (!before)
    return placeAlone(
      split,
      page,
      split.groups.findLastIndex((group) => (group[0] ?? 0) < page),
    );
  const behind = before[before.indexOf(page - 1) + 1] ?? null;
  return placePage(split, page, { group: own, before: behind });
}

/** All pages as one item. */
export const joinAll = (pageCount: number): SplitGroups => ({
  groups: [Array.from({ length: pageCount }, (_, index) => index + 1)],
  leftOut: [],
});

/** Whether each page of the file is in it once, and there is one item at least. */
export function isSplitOf({ groups, leftOut }: SplitGroups, pageCount: number): boolean {
  const pages = [...groups.flat(), ...leftOut];
  const isEach = pages.every((page) => Number.isInteger(page) && page >= 1 && page <= pageCount);
  return (
    groups.length > 0 &&
    groups.every((group) => group.length > 0) &&
    isEach &&
    pages.length === pageCount &&
    new Set(pages).size === pageCount
  );
}

/** "pages 1–3, 5" */
export function pagesText(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  const text = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
  return `${pages.length === 1 ? 'page' : 'pages'} ${text}`;
}
