import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';

/** Title, toolbar and rows where those of the inbox will be. */
export default function Loading() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-4 w-24" />} />
      <Toolbar>
        <Skeleton className="h-(--control) w-72 rounded-md @max-2xl:w-auto @max-2xl:flex-1" />
        <Skeleton className="h-(--control) w-52 rounded-md @max-2xl:w-24" />
      </Toolbar>
      <TableSkeleton columns={6} rows={16} />
    </>
  );
}
