import { useFormats } from '#components/ui/formats.tsx';
import { usesText } from '#lib/domain/entry-uses.ts';

/** How many items use an entry; none is said quietly. */
export const usesColumn = {
  id: 'uses',
  header: 'Used by',
  cell: ({ uses }: { uses: number }) => <Uses uses={uses} />,
  width: '6.5rem',
  align: 'end',
} as const;

function Uses({ uses }: { uses: number }) {
  const { numbers } = useFormats();
  return (
    <span className={uses === 0 ? 'text-muted' : undefined}>
      {usesText(uses, numbers)} <span className="text-xs text-muted">{uses === 1 ? 'item' : 'items'}</span>
    </span>
  );
}
