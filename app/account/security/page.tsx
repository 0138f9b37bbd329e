import type { Metadata } from 'next';
import { AccountSection } from '#components/account/account-section.tsx';
import { ChangeEmailForm } from '#components/account/change-email-form.tsx';
import { ChangePasswordForm } from '#components/account/change-password-form.tsx';
import { SignInAnew } from '#components/account/sign-in-anew.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireSession } from '#lib/access.ts';
import { hasPassword, howToConfirm } from '#lib/account/confirm-person.ts';
import { passwordsAreUsed } from '#lib/account/passwords-used.ts';
import { secondFactorFirst } from '#lib/account/two-factor/second-factor-first.ts';
import { accountPaths } from '#lib/domain/paths.ts';
import { mailSending, sandboxMailHref } from '#lib/mail/list-mails.ts';
import { changeOwnEmail, changeOwnPassword } from '../actions.ts';
import { SecondFactors } from './second-factors.tsx';

export const metadata: Metadata = { title: 'Sign-in and security' };

export default async function SecurityPage() {
  const session = await requireSession();
  const { user } = session;
  const [shown, hasOne, confirming] = await Promise.all([
    secondFactorFirst(session),
    hasPassword(user.id),
    howToConfirm(session),
  ]);
  const mayChange = shown.ok && confirming !== 'signIn';
  return (
    <>
      <PageHeader title="Sign-in and security" description="What you sign in with." />
      <PageBody>
        <div className="flex flex-col gap-10">
          {confirming === 'signIn' && <SignInAnew returnTo={accountPaths.security} />}
          {passwordsAreUsed() &&
            (hasOne ? (
              <AccountSection title="Password" lead="Changing it signs you out everywhere but here.">
                <ChangePasswordForm email={user.email} change={changeOwnPassword} />
              </AccountSection>
            ) : (
              <AccountSection title="Password">
                <p className="text-pretty text-muted">You have none. You sign in with what is listed below.</p>
              </AccountSection>
            ))}
          <AccountSection
            title="E-mail"
            lead={`You sign in with ${user.email}, and get mail about your account there.`}
          >
            {mailSending() === 'noServer' ? (
              <p className="text-pretty">
                It cannot be changed here: no mail server is set up, so nobody could confirm a new address. Whoever runs
                Intray sets one up.
              </p>
            ) : mayChange ? (
              <ChangeEmailForm hasPassword={hasOne} sandboxMailHref={sandboxMailHref()} change={changeOwnEmail} />
            ) : (
              <p className="text-pretty text-muted">You can change it once you have shown here that it is you.</p>
            )}
          </AccountSection>
          <SecondFactors />
        </div>
      </PageBody>
    </>
  );
}
