import { describe, expect, test } from 'vitest';
import { type PageSigns, pageNumberIn, splitPages } from '#lib/domain/intake/split-pages.ts';

const plain: PageSigns = { isBlank: false, number: null, head: '', picture: null };
const blank: PageSigns = { ...plain, isBlank: true };
const page = (number: number, of: number): PageSigns => ({ ...plain, number: { page: number, of } });
const head = (text: string): PageSigns => ({ ...plain, head: text });
const ink = (picture: string): PageSigns => ({ ...plain, picture });

const harbour = head('Harbour Timber & Co, 4 Quay Street, Bristol');
const vine = head('Vine & Sons Wholesale, The Old Mill, Bath');

describe('a file is split', () => {
  test.each<[string, PageSigns[], number[][], number[]]>([
    ['nowhere when nothing says so', [plain, plain, plain], [[1, 2, 3]], []],
    [
      'at each first page of some',
      [page(1, 2), page(2, 2), page(1, 1), page(1, 2), page(2, 2)],
      [[1, 2], [3], [4, 5]],
      [],
    ],
    ['behind a blank page, which is left out', [plain, plain, blank, plain], [[1, 2], [4]], [3]],
    [
      'behind the last of numbered pages',
      [page(1, 2), page(2, 2), plain, plain],
      [
        [1, 2],
        [3, 4],
      ],
      [],
    ],
    ['not before a page that was numbered as missing', [page(1, 3), plain, page(3, 3)], [[1, 2, 3]], []],
    ['at a letterhead that began a document before', [harbour, plain, harbour, harbour], [[1, 2], [3], [4]], []],
    [
      'at a letterhead of an earlier sender',
      [harbour, { ...vine, head: `Invoice ${vine.head}` }, plain, harbour],
      [[1], [2, 3], [4]],
      [],
    ],
    [
      'not at a letterhead on a page that follows',
      [
        { ...harbour, number: { page: 1, of: 2 } },
        { ...harbour, number: { page: 2, of: 2 } },
      ],
      [[1, 2]],
      [],
    ],
    ['at a scanned letterhead, a little moved', [ink('ff00ff00'), ink('0f0f0f0f'), ink('ff00ff01')], [[1, 2], [3]], []],
    [
      'nowhere at the blank backs of a scan of both sides',
      [plain, blank, plain, blank, plain, blank],
      [[1, 3, 5]],
      [2, 4, 6],
    ],
    ['at what is numbered, between blank backs', [page(1, 1), blank, page(1, 1), blank], [[1], [3]], [2, 4]],
    ['not at all when all of it is blank', [blank, blank], [[1, 2]], []],
    ['into nothing for a blank beginning', [blank, plain], [[2]], [1]],
  ])('%s', (_what, pages, groups, leftOut) => {
    expect(splitPages(pages)).toEqual({ groups, leftOut });
  });
});

test.each([
  ['Page 1 of 2', { page: 1, of: 2 }],
  ['Total due 100.00\nSeite 2 von 3', { page: 2, of: 3 }],
  ['Page: 3/4', { page: 3, of: 4 }],
  ['some text\n 2 / 2 \nmore', { page: 2, of: 2 }],
  ['Pagina 1 di 1', { page: 1, of: 1 }],
  ['Page 3 of 2', null],
  ['12/03/2026', null],
  ['pay 1/2 now', null],
  ['', null],
])('%j is page %j', (text, number) => {
  expect(pageNumberIn(text)).toEqual(number);
});
