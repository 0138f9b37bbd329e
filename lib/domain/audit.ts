/** What is kept of changes to people, their access and their sign-in, and how it is told. */

/** What a sentence needs beside the two people: names and roles as they were then. Never a secret. */
export type AuditDetail = Readonly<Record<string, string>>;

const sentences = {
  businessChanged: ({ fields }) => `Changed the business profile: ${fields}`,
  businessMade: ({ name }) => `Made the business ${name}`,
  invitationAccepted: ({ name, role }) => `${name} joined as ${role}`,
  invitationSentAgain: ({ email, role }) => `Invited ${email} again as ${role}, by a new link`,
  invitationWithdrawn: ({ email }) => `Withdrew the invitation of ${email}`,
  invited: ({ email, role }) => `Invited ${email} as ${role}`,
  logoChanged: () => 'Changed the logo',
  logoRemoved: () => 'Removed the logo',
  memberLeft: ({ name, role }) => `${name} left, who was ${role}`,
  memberRemoved: ({ name, role }) => `Removed ${name}, who was ${role}`,
  roleChanged: ({ name, from, to }) => `Changed the role of ${name} from ${from} to ${to}`,
  signedIn: () => 'Signed in',
} satisfies Record<string, (detail: AuditDetail) => string>;

export type AuditAction = keyof typeof sentences;

/** The entry as people read it. One that an older or a newer version wrote keeps its name. */
export function auditSentence(action: string, detail: AuditDetail): string {
  const known: Record<string, (detail: AuditDetail) => string> = sentences;
  return Object.hasOwn(known, action) ? (known[action]?.(detail) ?? action) : action;
}
