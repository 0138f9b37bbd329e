import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import type { LineOffer } from '#lib/inbox/suggested-values.ts';
import type { LineColumn } from './line-columns.ts';

/** Under the lines: what their empty cells may be, by how items before were coded, each at one press. */
export function LineOffers({
  lines,
  columns,
  offers,
  onTake,
}: {
  lines: readonly CodingLine[];
  columns: readonly LineColumn[];
  offers: readonly LineOffer[];
  onTake: (offer: LineOffer) => void;
}) {
  const { numbers } = useFormats();
  const open = offers.flatMap((offer) => {
    const label = columns.find(({ name }) => name === offer.field)?.label;
    const empty = lines.filter((line) => line[offer.field] === null).length;
    return label && empty > 0 ? [{ offer, label, empty }] : [];
  });
  if (open.length === 0) return null;
  return (
    <ul aria-label="Suggestions for lines" className="flex shrink-0 flex-col gap-1 border-t px-3 py-1.5 text-xs">
      {open.map(({ offer, label, empty }) => (
        <li key={offer.field} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Button size="small" onPress={() => onTake(offer)}>
            {empty === 1
              ? `Put ${offer.text} into the empty ${label}`
              : `Put ${offer.text} into ${writeCount(empty, numbers)} empty cells of ${label}`}
          </Button>
          <span className="text-muted">{offer.because}</span>
        </li>
      ))}
    </ul>
  );
}
