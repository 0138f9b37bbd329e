import { cx } from './cx.ts';

/** A grey shape of what is coming, in its size, so that nothing jumps. Hidden from assistive technology. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx('block animate-breathe rounded-sm bg-pressed', className ?? 'h-3 w-full')} />
  );
}

const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-3/4', 'w-1/3'];

/** A table that is loading. */
export function TableSkeleton({ rows = 12, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div role="status" className="overflow-hidden">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes have no identity
          key={row}
          className="grid h-(--row) items-center gap-6 border-b px-4"
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        >
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the shapes have no identity
            <Skeleton key={column} className={cx('h-3', widths[(row * 2 + column * 3) % widths.length])} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Lines of a form or a text that are loading. */
export function FormSkeleton({ fields = 6 }: { fields?: number }) {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading</span>
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes have no identity
        <div key={field} className="flex flex-col gap-2">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-(--control) w-full rounded-md" />
        </div>
      ))}
    </div>
  );
}

/** A page that has a document beside its fields, while it is loading. */
export function DocumentSkeleton() {
  return (
    <>
      <div className="flex h-14 shrink-0 items-center gap-3 border-b px-4">
        <Skeleton className="h-4 w-48" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="h-[60dvh] shrink-0 bg-canvas p-3 lg:h-auto lg:flex-1 lg:shrink">
          <Skeleton className="mx-auto h-full max-w-2xl rounded-none" />
        </div>
        <div className="p-4 lg:w-[27rem] xl:w-[30rem]">
          <FormSkeleton fields={8} />
        </div>
      </div>
    </>
  );
}
