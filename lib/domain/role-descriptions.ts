import type { Role } from './roles.ts';

/** What each may do, in a line, for whoever chooses one; `may …` goes before it. */
export const roleDescriptions: Record<Role, string> = {
  ADMIN: 'Do everything, and manage the team, the connections and the mail.',
  BOOKKEEPER: 'See, edit and publish all items, and keep the lists.',
  SUBMITTER: 'Add documents, and see only what they own or added.',
};
