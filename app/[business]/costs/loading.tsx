import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';

/** Title, toolbar and rows where those of the inbox will be. */
export default function Loading() {
  return (
    <>
      <div className="flex h-15 shrink-0 items-center px-4 pt-1">
        <Skeleton className="h-4 w-24" />
      </div>
      <div className="flex shrink-0 items-center gap-2 border-b px-4 pb-3">
        <Skeleton className="h-(--control) w-72 rounded-md" />
        <Skeleton className="h-(--control) w-52 rounded-md" />
      </div>
      <TableSkeleton columns={6} rows={16} />
    </>
  );
}
