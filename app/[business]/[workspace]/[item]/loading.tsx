import { DocumentSkeleton } from '#components/ui/skeleton.tsx';

export default DocumentSkeleton;
