import type { InviteOutcome } from '#lib/domain/invitation.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Role } from '#lib/domain/roles.ts';

/** What an admin can have done to the team; each is given the id of the tab after its input. */
export type TeamCalls = {
  invite: (
    input: { people: { email: string; name: string }[]; role: Role },
    tab?: string,
  ) => Promise<Result<{ email: string; outcome: InviteOutcome }[]>>;
  sendAgain: (input: { invitationId: string }, tab?: string) => Promise<Result<unknown>>;
  withdraw: (input: { invitationId: string }, tab?: string) => Promise<Result<unknown>>;
  link: (input: { invitationId: string }) => Promise<Result<{ link: string }>>;
  changeRole: (input: { userId: string; role: Role }, tab?: string) => Promise<Result<unknown>>;
  remove: (input: { userId: string; takeOver: string | null }, tab?: string) => Promise<Result<unknown>>;
  openItems: (input: { userId: string }) => Promise<Result<{ count: number }>>;
};
