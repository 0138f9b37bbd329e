import { FormSkeleton, Skeleton } from '#components/ui/skeleton.tsx';

/** Header, document and items where those of the claim will be. */
export default function Loading() {
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
