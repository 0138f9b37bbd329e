import { NoAccess } from '../no-access.tsx';

export default function Forbidden() {
  return <NoAccess what="Seeing the lists" permission="lists.see" />;
}
