import { LoadingList } from '#components/ui/loading-list.tsx';

export default function Loading() {
  return <LoadingList title="Team" width="max-w-5xl" />;
}
