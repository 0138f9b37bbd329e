import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';

/** Title, toolbar and rows where those of the list will be. */
export default function Loading() {
  return (
    <>
      <div className="flex h-15 shrink-0 items-center px-4 pt-1">
        <Skeleton className="h-4 w-36" />
      </div>
      <div className="flex shrink-0 items-center gap-4 border-b px-4 pb-3">
        <Skeleton className="h-(--control) w-72 rounded-md" />
        <Skeleton className="w-28" />
      </div>
      <TableSkeleton columns={5} rows={16} />
    </>
  );
}
