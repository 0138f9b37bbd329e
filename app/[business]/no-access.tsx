import { headers } from 'next/headers';
import { NoPermission } from '#components/ui/no-permission.tsx';
import { membership } from '#lib/access.ts';
import { adminsOf } from '#lib/authorise.ts';
import { may, type Permission, roleNames, rolesWith } from '#lib/domain/roles.ts';

/**
 * The body of a `forbidden.tsx`: which role the page needs and whom to ask. Next.js renders it beside the page, also
 * for those who may see the page; for them it is nothing and costs nothing.
 */
export async function NoAccess({ what, permission }: { what: string; permission: Permission }) {
  const access = await membership((await headers()).get('x-business'));
  if (!access || may(access.role, permission)) return null;
  const admins = await adminsOf(access.business.id);
  const role = rolesWith(permission)
    .map((role) => roleNames[role].toLowerCase())
    .reverse()
    .join(' or ');
  return <NoPermission what={what} roleNeeded={role} askWhom={admins} />;
}
