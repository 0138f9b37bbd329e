import { LoadingList } from '#components/ui/loading-list.tsx';

export default function Loading() {
  return <LoadingList title="Exports" width="max-w-4xl" />;
}
