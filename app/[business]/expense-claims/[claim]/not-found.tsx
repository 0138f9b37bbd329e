import { FileQuestion } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function NotFound() {
  return (
    <EmptyState icon={<FileQuestion />} title="There is no such expense claim">
      It was deleted, and its items are in the inbox again, or it belongs to somebody else.
    </EmptyState>
  );
}
