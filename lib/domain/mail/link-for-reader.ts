import type { MailState } from './delivery.ts';

/**
 * Whether the link in a mail is for nobody but who reads the address's mail. Whoever makes an account by an invitation
 * shows with its link that the address is theirs, which somebody who could copy the link would not. Where no mail is
 * sent, or this one was refused, was given up or came back, nobody is shown to read the address anyway, and the link may
 * be passed on.
 */
export function isLinkForReader(
  { kind, state }: { kind: string; state: MailState },
  { hasServer, hasAccount }: { hasServer: boolean; hasAccount: boolean },
): boolean {
  const didNotArrive = state === 'KEPT' || state === 'REFUSED' || state === 'BOUNCED';
  return kind === 'invitation' && hasServer && !hasAccount && !didNotArrive;
}
