/**
 * Tells of each character (code point) whether a font has a shape for it, by its table `cmap` (OpenType). Null for
 * fonts of other kinds, which have none.
 */
export function charactersOf(font: Buffer): ((character: number) => boolean) | null {
  try {
    const cmap = tableOf(font, 'cmap');
    return cmap ? lookUpIn(cmap) : null;
  } catch {
    // Shorter than it says.
    return null;
  }
}

/** A table of an OpenType font by its name of four letters. */
export function tableOf(font: Buffer, name: string): Buffer | null {
  const count = font.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * count; at += 16) {
    if (font.toString('latin1', at, at + 4) !== name) continue;
    const from = font.readUInt32BE(at + 8);
    return font.subarray(from, from + font.readUInt32BE(at + 12));
  }
  return null;
}

const SOME = 4;
const ALL = 12;

/** By the part for all of Unicode (format 12), else by that for its first 65,536 characters (format 4). */
function lookUpIn(cmap: Buffer): ((character: number) => boolean) | null {
  const parts = new Map<number, Buffer>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const part = cmap.subarray(cmap.readUInt32BE(8 + index * 8));
    parts.set(part.readUInt16BE(0), part);
  }
  const all = parts.get(ALL);
  if (all) return inRanges(rangesOfAll(all));
  const some = parts.get(SOME);
  return some ? inRanges(rangesOfSome(some)) : null;
}

type Range = readonly [first: number, last: number];

function rangesOfAll(part: Buffer): Range[] {
  return Array.from({ length: part.readUInt32BE(12) }, (_, index) => {
    const at = 16 + index * 12;
    return [part.readUInt32BE(at), part.readUInt32BE(at + 4)] as const;
  });
}

function rangesOfSome(part: Buffer): Range[] {
  const count = part.readUInt16BE(6) / 2;
  return Array.from({ length: count }, (_, index) => {
    const last = part.readUInt16BE(14 + index * 2);
    const first = part.readUInt16BE(16 + (count + index) * 2);
    return [first, last] as const;
  });
}

const inRanges = (ranges: readonly Range[]) => (character: number) =>
  ranges.some(([first, last]) => character >= first && character <= last);
