import { LoadingList } from '#components/ui/loading-list.tsx';

export default function Loading() {
  return <LoadingList title="Automation" width="max-w-5xl" />;
}
