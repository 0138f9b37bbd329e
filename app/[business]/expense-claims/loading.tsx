import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';

/** Title, toolbar and rows where those of the claims will be. */
export default function Loading() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-4 w-32" />} />
      <Toolbar>
        <Skeleton className="h-(--control) w-72 rounded-md @max-2xl:w-full" />
        <Skeleton className="h-(--control) w-52 rounded-md" />
      </Toolbar>
      <TableSkeleton columns={6} rows={10} />
    </>
  );
}
