export const tabClass =
  'relative flex h-9 shrink-0 cursor-default items-center gap-1.5 rounded-sm px-2 text-sm font-medium text-muted outline-offset-[-2px] transition-colors hover:text-text ' +
  'after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:rounded-full data-selected:text-text data-selected:after:bg-accent ' +
  'aria-[current=page]:text-text aria-[current=page]:after:bg-accent';

export function TabCount({ count }: { count: number | string }) {
  return <span className="rounded-full bg-hover px-1.5 text-2xs text-muted tabular-nums">{count}</span>;
}
