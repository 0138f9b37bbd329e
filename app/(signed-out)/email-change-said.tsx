import { ButtonLink } from '#components/ui/link.tsx';
import type { SaidYes } from '#lib/account/email-change-links.ts';
import { Panel } from './panel.tsx';

/** What came of a yes to a change of the e-mail: it is done, or waits for the other address. */
export function EmailChangeSaid({ said: { email, waitsFor }, fromEmail }: { said: SaidYes; fromEmail: string }) {
  return (
    <Panel title={waitsFor ? 'Your yes is noted' : 'Your e-mail is changed'}>
      <div role="status" className="flex flex-col gap-3 text-sm text-pretty">
        {waitsFor === 'from' && (
          <p>
            <strong className="wrap-anywhere">{email}</strong> is confirmed. Now the old address has to agree, by the
            link in the mail to <strong className="wrap-anywhere">{fromEmail}</strong>. Until then you sign in with that
            one.
          </p>
        )}
        {waitsFor === 'from' && (
          <p className="text-muted">
            You can no longer read its mail? Your account, under Sign-in and security, says how it goes on without.
          </p>
        )}
        {waitsFor === 'to' && (
          <p>
            You agreed. Now the new address has to confirm, by the link in the mail to{' '}
            <strong className="wrap-anywhere">{email}</strong>. Until then you sign in with{' '}
            <strong className="wrap-anywhere">{fromEmail}</strong>.
          </p>
        )}
        {waitsFor === null && (
          <p>
            You sign in with <strong className="wrap-anywhere">{email}</strong> from now on. Where you are signed in,
            you stay so.
          </p>
        )}
      </div>
      <div className="mt-5">
        <ButtonLink href="/" variant="primary">
          Go to Intray
        </ButtonLink>
      </div>
    </Panel>
  );
}
