import { rowsOf, type TextPage, type Word } from '#lib/domain/extraction/text-page.ts';

const COLUMNS = 90;
const ROW_HEIGHT = 0.02;

/** A page with its text set in letters of one width, as a till or a typewriter sets it; an empty line is a gap. */
export function typedPage(text: string, source: TextPage['source'] = 'pdf'): TextPage {
  const lines = text.replace(/^\n/, '').split('\n');
  const height = Math.max(1, lines.length * ROW_HEIGHT);
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  const words = lines.flatMap((line, row) =>
    [...line.slice(indent).matchAll(/\S+/g)].map((match): Word => {
      const [left, right] = [match.index / COLUMNS, (match.index + match[0].length) / COLUMNS];
      const [top, bottom] = [row * ROW_HEIGHT, row * ROW_HEIGHT + 0.016];
      const place = { page: 0, left, top: top / height, width: right - left, height: (bottom - top) / height };
      return { text: match[0], left, right, top, bottom, confidence: 1, place };
    }),
  );
  return { source, rows: rowsOf(words), height };
}
