// Hebrew, Arabic and the other scripts that are written from right to left.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Somebody's name, or that of their file, in a sentence of ours: written from right to left it would turn round the words
 * and numbers beside it, so it stands between signs that keep its direction to itself. Where it is an element of its own,
 * that is a `<bdi>`.
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
