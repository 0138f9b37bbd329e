import type { InviteOutcome } from '#lib/domain/invitation.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Role } from '#lib/domain/roles.ts';

/** How many open invitations were withdrawn with it, since whoever sent them may invite no more. */
type Withdrawn = Result<{ withdrawn: number }>;

/** What an admin can have done to the team; each is given the id of the tab after its input. */
export type TeamCalls = {
  invite: (
    input: { people: { email: string; name: string }[]; role: Role },
    tab?: string,
  ) => Promise<Result<{ email: string; outcome: InviteOutcome }[]>>;
  sendAgain: (input: { invitationId: string }, tab?: string) => Promise<Result<unknown>>;
  withdraw: (input: { invitationId: string }, tab?: string) => Promise<Result<unknown>>;
  link: (input: { invitationId: string }) => Promise<Result<{ link: string }>>;
  changeRole: (input: { userId: string; role: Role }, tab?: string) => Promise<Withdrawn>;
  remove: (input: { userId: string; takeOver: string | null }, tab?: string) => Promise<Withdrawn>;
  openItems: (input: { userId: string }) => Promise<Result<{ count: number }>>;
};

/** Said with what withdrew them; null when there were none. */
export const withdrawnWords = (count: number): string | null =>
  count === 0
    ? null
    : count === 1
      ? 'An open invitation was withdrawn too.'
      : `${count} open invitations were withdrawn too.`;
