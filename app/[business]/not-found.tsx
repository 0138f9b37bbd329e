import { Compass } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function NotFound() {
  return (
    <EmptyState icon={<Compass />} title="There is nothing here">
      <p>The address may be mistyped, or what was here has been deleted or is not yours to see.</p>
    </EmptyState>
  );
}
