import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';

/** Title, toolbar and rows where those of the list will be. */
export default function Loading() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-4 w-36" />} />
      <Toolbar>
        <Skeleton className="h-(--control) w-72 rounded-md @max-2xl:w-auto @max-2xl:flex-1" />
        <Skeleton className="w-28" />
      </Toolbar>
      <TableSkeleton columns={5} rows={16} />
    </>
  );
}
