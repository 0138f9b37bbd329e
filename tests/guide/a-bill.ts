import { onePage } from '#tests/support/files.ts';

export type Bill = {
  /** Who sends it, and to whom. */
  from: string;
  to: string;
  title?: string;
  number: string;
  date: string;
  /** What it asks for, and what each costs. */
  lines: readonly (readonly [string, string])[];
  /** Below the line: net, tax, total. */
  sums: readonly (readonly [string, string])[];
};

/** A bill as a supplier would send it, in characters of ASCII. */
export function aBill({ from, to, title = 'Invoice', number, date, lines, sums }: Bill): Buffer {
  const rows = [...lines, ['', ''] as const, ...sums];
  const top = 590;
  const content = [
    text(60, 770, 20, from, 'F2'),
    text(400, 770, 20, title, 'F1'),
    text(60, 720, 11, `To: ${to}`, 'F1'),
    text(400, 720, 11, `Number: ${number}`, 'F1'),
    text(400, 702, 11, `Date: ${date}`, 'F1'),
    `0.5 w 60 ${top + 24} m 535 ${top + 24} l S`,
    ...rows.flatMap(([what, amount], row) => {
      const font = row > lines.length ? 'F2' : 'F1';
      const y = top - row * 22;
      return [text(60, y, 11, what, font), text(535 - amount.length * 6.1, y, 11, amount, font)];
    }),
  ].join('\n');
  const fonts = ['Helvetica', 'Helvetica-Bold'].map((name) => `<</Type/Font/Subtype/Type1/BaseFont/${name}>>`);
  return onePage(content, '/Font<</F1 5 0 R/F2 6 0 R>>', fonts, { boxes: '/MediaBox[0 0 595 842]' });
}

const text = (x: number, y: number, size: number, words: string, font: string) =>
  `BT /${font} ${size} Tf ${x} ${y} Td (${words.replaceAll(/[\\()]/g, '\\$&')}) Tj ET`;
