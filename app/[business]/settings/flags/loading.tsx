import { LoadingList } from '#components/ui/loading-list.tsx';

export default function Loading() {
  return <LoadingList title="Flags" width="max-w-3xl" />;
}
