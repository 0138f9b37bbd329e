import { cx } from './cx.ts';
import { PageBody, PageHeader } from './page-header.tsx';
import { Skeleton } from './skeleton.tsx';

/** In the place of a page with a list until that has come. `width` is the list's. */
export function LoadingList({ title, width }: { title: string; width: 'max-w-3xl' | 'max-w-4xl' | 'max-w-5xl' }) {
  return (
    <>
      <PageHeader title={title} />
      <PageBody width="full">
        <div role="status" className={cx('flex flex-col gap-3', width)}>
          <span className="sr-only">Loading</span>
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      </PageBody>
    </>
  );
}
