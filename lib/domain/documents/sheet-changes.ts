import type { Turn } from './item-pages.ts';
import { turnedBy } from './item-pages.ts';

/** Pages as they lie on the desk, where a person orders, turns, takes out and parts them. */
export type DeskSheet = { documentId: string; page: number; turn: Turn };

export const keyOfSheet = ({ documentId, page }: DeskSheet) => `${documentId} ${page}`;

/** With the page at `from` at `to`. */
export function moved<T>(sheets: readonly T[], from: number, to: number): T[] {
  const next = [...sheets];
  const [sheet] = next.splice(from, 1);
  if (sheet !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, sheet);
  return next;
}

export const turnedAt = <T extends DeskSheet>(sheets: readonly T[], at: number, by: Turn): T[] =>
  sheets.map((sheet, index) => (index === at ? { ...sheet, turn: turnedBy(sheet.turn, by) } : sheet));

/** The pages in parts: each key of `cuts` is a page that begins one. */
export function partsOf<T extends DeskSheet>(sheets: readonly T[], cuts: ReadonlySet<string>): T[][] {
  const parts: T[][] = [];
  for (const sheet of sheets) {
    const last = parts.at(-1);
    if (!last || cuts.has(keyOfSheet(sheet))) parts.push([sheet]);
    else last.push(sheet);
  }
  return parts;
}

export const areSameSheets = (one: readonly DeskSheet[], other: readonly DeskSheet[]) =>
  one.length === other.length &&
  one.every((sheet, at) => {
    const beside = other[at];
    return beside && keyOfSheet(beside) === keyOfSheet(sheet) && beside.turn === sheet.turn;
  });
