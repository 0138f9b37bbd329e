import { FileQuestion } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { BIN_DAYS } from '#lib/domain/bin.ts';

export default function NotFound() {
  return (
    <EmptyState icon={<FileQuestion />} title="There is no such item">
      It was deleted, or it belongs to somebody else. What is deleted stays in the bin for {BIN_DAYS} days, and can be
      brought back from there.
    </EmptyState>
  );
}
