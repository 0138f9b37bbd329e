import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ItemPage, keptPages, turns } from '#lib/domain/documents/item-pages.ts';
import { mergedDocuments, type ShownDocument, unmergedDocuments } from '#lib/domain/documents/merged-documents.ts';

const counts = new Map([
  ['a', 1],
  ['b', 3],
  ['c', 4],
]);

const somePages = (documentId: string) =>
  fc
    .shuffledSubarray(
      Array.from({ length: counts.get(documentId) ?? 1 }, (_, index) => index + 1),
      { minLength: 1 },
    )
    .chain((pages) =>
      fc.tuple(...pages.map((page) => fc.constantFrom(...turns).map((turn): ItemPage => ({ page, turn })))),
    )
    .map((pages): ShownDocument => ({ documentId, pages: keptPages(pages, counts.get(documentId) ?? 1) }));

const someDocuments = fc
  .shuffledSubarray([...counts.keys()])
  .chain((ids) => fc.tuple(...ids.map(somePages)) as fc.Arbitrary<ShownDocument[]>);

test('what is merged has every page of each once, in the order of the items', () => {
  const front: ShownDocument[] = [{ documentId: 'b', pages: [{ page: 2, turn: 90 }] }];
  const back: ShownDocument[] = [
    { documentId: 'a', pages: null },
    { documentId: 'b', pages: null },
  ];
  expect(mergedDocuments([front, back], { lead: front, counts })).toEqual([
    {
      documentId: 'b',
      pages: [
        { page: 2, turn: 90 },
        { page: 1, turn: 0 },
        { page: 3, turn: 0 },
      ],
    },
    { documentId: 'a', pages: null },
  ]);
});

test('whatever is merged and in whatever order it is taken apart again, the item has what it had', () => {
  fc.assert(
    fc.property(
      someDocuments,
      fc
        .array(someDocuments, { minLength: 1, maxLength: 4 })
        .chain((others) =>
          fc.tuple(fc.constant(others), fc.shuffledSubarray([...others.keys()], { minLength: others.length })),
        ),
      fc.boolean(),
      (own, [others, order], isFirst) => {
        let current = mergedDocuments(isFirst ? [own, ...others] : [...others, own], { lead: own, counts });
        const left = new Set(others.keys());
        for (const index of order) {
          left.delete(index);
          const rest = [...left].map((each) => others[each] ?? []);
          current = unmergedDocuments(current, others[index] ?? [], { over: own, others: rest, counts });
        }
        expect(current).toEqual(own);
      },
    ),
    { numRuns: 500 },
  );
});

test('pages that were taken out or turned since stay so', () => {
  const own: ShownDocument[] = [{ documentId: 'b', pages: null }];
  const turned: ShownDocument[] = [{ documentId: 'b', pages: [{ page: 2, turn: 180 }] }];
  const current: ShownDocument[] = [...turned, { documentId: 'a', pages: null }];
  const gone: ShownDocument[] = [{ documentId: 'a', pages: null }];
  expect(unmergedDocuments(current, gone, { over: own, others: [], counts })).toEqual(turned);
});
