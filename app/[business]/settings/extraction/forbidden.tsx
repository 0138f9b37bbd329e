import { NoAccess } from '../../no-access.tsx';

export default function Forbidden() {
  return <NoAccess what="Extraction" permission="business.manage" />;
}
