import { usesText } from '#lib/domain/entry-uses.ts';

/** How many items use an entry; none is said quietly. */
export const usesColumn = {
  id: 'uses',
  header: 'Used by',
  cell: ({ uses }: { uses: number }) => (
    <span className={uses === 0 ? 'text-muted' : undefined}>
      {usesText(uses)} <span className="text-xs text-muted">{uses === 1 ? 'item' : 'items'}</span>
    </span>
  ),
  width: '6.5rem',
  align: 'end',
} as const;
