export const roles = ['ADMIN', 'BOOKKEEPER', 'SUBMITTER'] as const;
export type Role = (typeof roles)[number];

/** What someone may do in a business. Every action, route and page names one. */
export const permissions = {
  'documents.add': ['ADMIN', 'BOOKKEEPER', 'SUBMITTER'],
  /** See items: a submitter sees only those that they own or added. */
  'items.see': ['ADMIN', 'BOOKKEEPER', 'SUBMITTER'],
  'items.edit': ['ADMIN', 'BOOKKEEPER'],
  'items.publish': ['ADMIN', 'BOOKKEEPER'],
  'lists.see': ['ADMIN', 'BOOKKEEPER'],
  /** Change what is ours of the lists: what is offered, payment methods. The rest is the accounting software's. */
  'lists.edit': ['ADMIN', 'BOOKKEEPER'],
  /** Make, change and try rules, and apply them to the inbox. */
  'rules.edit': ['ADMIN', 'BOOKKEEPER'],
  'business.manage': ['ADMIN'],
  'connections.manage': ['ADMIN'],
  'mail.manage': ['ADMIN'],
  'team.manage': ['ADMIN'],
  'security.manage': ['ADMIN'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** The roles that hold a permission, most powerful first. */
export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission];
}

export const roleNames: Record<Role, string> = { ADMIN: 'Admin', BOOKKEEPER: 'Bookkeeper', SUBMITTER: 'Submitter' };
