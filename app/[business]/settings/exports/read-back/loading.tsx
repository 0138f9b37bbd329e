import { LoadingList } from '#components/ui/loading-list.tsx';

export default function Loading() {
  return <LoadingList title="Read a complete export back in" width="max-w-3xl" />;
}
