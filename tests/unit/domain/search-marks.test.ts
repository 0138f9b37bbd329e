import { expect, test } from 'vitest';
import { excerpt, marksIn } from '#lib/domain/search-marks.ts';

/** The text with its marks in brackets. */
const shown = (text: string, marks: readonly (readonly [number, number])[]) =>
  marks.toReversed().reduce((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, text);

test.each([
  ['Acme Ltd', ['acme'], '[Acme] Ltd'],
  ['Acme Ltd', ['ltd', 'me'], 'Ac[me] [Ltd]'],
  ['Acme Ltd', ['acme', 'me l'], '[Acme L]td'],
  ['Çelik & O’Neill', ['celik', 'oneill'], '[Çelik] & [O’Neill]'],
  ['Grüne'.normalize('NFD'), ['grüne'], `[${'Grüne'.normalize('NFD')}]`],
  ['Straße', ['strasse'], '[Straße]'],
  ['Smørrebrød og Æbler', ['smorre', 'aebler'], '[Smørre]brød og [Æbler]'],
  ['Łódź', ['lodz'], '[Łódź]'],
  ['INV-1 inv-1', ['inv-1'], '[INV-1] [inv-1]'],
  ['😀 party', ['party'], '😀 [party]'],
  ['100%_b', ['%_'], '100[%_]b'],
  ['Acme', ['nowhere', ''], 'Acme'],
])('of %j, the words %j are marked as %j', (text, words, expected) => {
  expect(shown(text, marksIn(text, words))).toBe(expected);
});

test('a long text is shown from shortly before what was found', () => {
  const text = `${'Charges for the month, '.repeat(5)}with a needle in it, ${'and more of the same '.repeat(5)}`;
  const part = excerpt({ text, marks: marksIn(text, ['needle']) });
  expect(shown(part.text, part.marks)).toBe('…month, with a [needle] in it, and more of the same and more of…');
  const short = excerpt({ text: 'a needle', marks: [[2, 8]] });
  expect(short).toEqual({ text: 'a needle', marks: [[2, 8]] });
});
