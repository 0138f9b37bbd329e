import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <>
      <PageHeader title="Connections" description="The books that this business publishes to." guide="connect" />
      <PageBody width="full">
        <div role="status" className="max-w-4xl">
          <span className="sr-only">Loading</span>
          <Skeleton className="mb-4 h-4 w-40" />
          <div className="rounded-lg border p-5">
            <div className="flex items-center gap-4">
              <Skeleton className="size-11 rounded-lg" />
              <div className="flex flex-1 flex-col gap-2">
                <Skeleton className="h-4 w-48" />
                <Skeleton className="h-3 w-32" />
              </div>
            </div>
            <Skeleton className="mt-6 h-40 w-full rounded-md" />
          </div>
        </div>
      </PageBody>
    </>
  );
}
