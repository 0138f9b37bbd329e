import { FileQuestion } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function NotFound() {
  return (
    <EmptyState icon={<FileQuestion />} title="There is no such item">
      It was deleted, or it belongs to somebody else. Deleted items can be brought back from the message shown then.
    </EmptyState>
  );
}
