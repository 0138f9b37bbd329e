import type { Metadata } from 'next';
import { AccountSection } from '#components/account/account-section.tsx';
import { ChangeEmailForm } from '#components/account/change-email-form.tsx';
import { ChangePasswordForm } from '#components/account/change-password-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireUser } from '#lib/access.ts';
import { passwordsAreUsed } from '#lib/account/passwords-used.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { changeOwnEmail, changeOwnPassword } from '../actions.ts';
import { SecondFactors } from './second-factors.tsx';

export const metadata: Metadata = { title: 'Sign-in and security' };

export default async function SecurityPage() {
  const user = await requireUser();
  return (
    <>
      <PageHeader title="Sign-in and security" description="What you sign in with." />
      <PageBody>
        <div className="flex flex-col gap-10">
          {passwordsAreUsed() && (
            <AccountSection title="Password" lead="Changing it signs you out everywhere but here.">
              <ChangePasswordForm email={user.email} change={changeOwnPassword} />
            </AccountSection>
          )}
          <AccountSection
            title="E-mail"
            lead={`You sign in with ${user.email}, and get mail about your account there.`}
          >
            {mailSending() === 'noServer' ? (
              <p className="text-pretty">
                It cannot be changed here: no mail server is set up, so nobody could confirm a new address. Whoever runs
                Intray sets one up.
              </p>
            ) : (
              <ChangeEmailForm change={changeOwnEmail} />
            )}
          </AccountSection>
          <SecondFactors />
        </div>
      </PageBody>
    </>
  );
}
