import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <>
      <PageHeader title="Split a file" description="Its pages are coming." />
      <div className="flex flex-wrap gap-3 p-4">
        {['one', 'two', 'three'].map((each) => (
          <Skeleton key={each} className="h-48 w-32" />
        ))}
      </div>
    </>
  );
}
