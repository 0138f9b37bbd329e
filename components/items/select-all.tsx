import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { countText } from '#lib/domain/inbox-choices.ts';
import type { useItemSelection } from './use-item-selection.ts';

/** So many selected are a page of them, or most of one. */
const A_PAGE = 50;

/** Whoever has selected a page of items may mean all that match, also while the next rows are coming in. */
export function SelectAll({
  selected,
  shown,
  hasMore,
  all,
  choose,
}: {
  selected: number;
  shown: number;
  hasMore: boolean;
  /** How many match; null for more than are counted. */
  all: number | null;
  choose: Pick<ReturnType<typeof useItemSelection>, 'isAsking' | 'selectMatching'>;
}) {
  const { numbers } = useFormats();
  const isMore = all === null ? hasMore : all > selected;
  if (!isMore || (selected < shown && selected < A_PAGE)) return null;
  return (
    <Button variant="quiet" isPending={choose.isAsking} onPress={() => void choose.selectMatching()}>
      {all === null ? 'Select all that match' : `Select all ${countText(all, numbers)} that match`}
    </Button>
  );
}
