import { NoAccess } from '../../no-access.tsx';

export default function Forbidden() {
  return <NoAccess what="Sign-in" permission="security.manage" />;
}
