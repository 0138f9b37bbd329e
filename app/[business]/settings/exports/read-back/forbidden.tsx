import { NoAccess } from '../../../no-access.tsx';

export default function Forbidden() {
  return <NoAccess what="Complete exports" permission="business.manage" />;
}
