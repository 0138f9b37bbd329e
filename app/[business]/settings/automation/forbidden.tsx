import { NoAccess } from '../../no-access.tsx';

export default function Forbidden() {
  return <NoAccess what="Automation" permission="rules.edit" />;
}
