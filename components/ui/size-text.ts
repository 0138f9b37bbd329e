import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';

/** How large a file is: `640 kB`, `12.5 MB`. */
export function sizeText(bytes: number, numbers: NumberForm): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return bytes < 1_000_000_000
    ? `${writeNumber((bytes / 1_000_000).toFixed(1), numbers)} MB`
    : `${writeNumber((bytes / 1_000_000_000).toFixed(1), numbers)} GB`;
}
