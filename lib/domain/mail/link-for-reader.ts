import type { MailState } from './delivery.ts';

/**
 * Whether the link in a mail is for nobody but who reads the address's mail. Whoever makes an account by an invitation
 * shows with its link that the address is theirs, which somebody who could copy the link would not. Where no mail is
 * sent, or this one was refused or given up, nobody is shown to read the address anyway, and the link may be passed on.
 */
export function isLinkForReader(
  { kind, state }: { kind: string; state: MailState },
  { hasServer, hasAccount }: { hasServer: boolean; hasAccount: boolean },
): boolean {
  return kind === 'invitation' && hasServer && !hasAccount && state !== 'KEPT' && state !== 'REFUSED';
}
