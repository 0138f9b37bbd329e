import { AccountSection } from '#components/account/account-section.tsx';
import { ChangeEmailForm } from '#components/account/change-email-form.tsx';
import { PendingEmailChange } from '#components/account/pending-email-change.tsx';
import { requireSession } from '#lib/access.ts';
import { hasPassword, howToConfirm } from '#lib/account/confirm-person.ts';
import { pendingEmailChange } from '#lib/account/email-change.ts';
import { signInProvider } from '#lib/account/link-provider.ts';
import { passwordsAreUsed } from '#lib/account/passwords-used.ts';
import { secondFactorFirst } from '#lib/account/two-factor/second-factor-first.ts';
import { mailSending, sandboxMailHref } from '#lib/mail/list-mails.ts';
import { changeOwnEmail, changeWithoutOld, dropOwnEmailChange } from '../actions.ts';

/** The e-mail of the person, and a change of it that waits. */
export async function EmailSection() {
  const session = await requireSession();
  const { user } = session;
  const [pending, shown, hasOne, confirming] = await Promise.all([
    pendingEmailChange(user.id),
    secondFactorFirst(session),
    hasPassword(user.id),
    howToConfirm(session),
  ]);
  const mayChange = shown.ok && confirming !== 'signIn';
  return (
    <AccountSection title="E-mail" lead={`Mail about your account goes to ${user.email}.`}>
      <div className="flex flex-col gap-6">
        {pending && (
          <PendingEmailChange
            fromEmail={user.email}
            toEmail={pending.toEmail}
            toConfirmedAt={pending.toConfirmedAt?.toISOString() ?? null}
            fromConfirmedAt={pending.fromConfirmedAt?.toISOString() ?? null}
            aloneAt={pending.aloneAt?.toISOString() ?? null}
            waitsUntil={pending.waitsUntil.toISOString()}
            sandboxMailHref={sandboxMailHref()}
            hasPassword={hasOne}
            hasShownTwo={session.secondFactorAt !== null}
            drop={dropOwnEmailChange}
            goOnWithoutOld={changeWithoutOld}
          />
        )}
        {!passwordsAreUsed() ? (
          <p className="text-pretty">
            Accounts are kept at {signInProvider()?.name} here, and so are their e-mails: it is not changed in Intray.
            Your account there signs you in whatever its e-mail becomes.
          </p>
        ) : mailSending() === 'noServer' ? (
          <p className="text-pretty">
            It cannot be changed here: no mail server is set up, so nobody could confirm a new address. Whoever runs
            Intray sets one up.
          </p>
        ) : mayChange ? (
          <ChangeEmailForm hasPassword={hasOne} change={changeOwnEmail} />
        ) : (
          <p className="text-pretty text-muted">You can change it once you have shown here that it is you.</p>
        )}
      </div>
    </AccountSection>
  );
}
