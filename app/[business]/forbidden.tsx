import { NoAccess } from './no-access.tsx';

/** Settings and lists name themselves in a file of their own; what is left is the work on items. */
export default function Forbidden() {
  return <NoAccess what="This page" permission="items.edit" />;
}
