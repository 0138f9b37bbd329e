import type { Metadata } from 'next';
import { AccountSection } from '#components/account/account-section.tsx';
import { ChangePasswordForm } from '#components/account/change-password-form.tsx';
import { SignInAnew } from '#components/account/sign-in-anew.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireSession } from '#lib/access.ts';
import { hasPassword, howToConfirm } from '#lib/account/confirm-person.ts';
import { passwordsAreUsed } from '#lib/account/passwords-used.ts';
import { linkOutcomes } from '#lib/account/provider/link-signed-in.ts';
import { accountPaths } from '#lib/domain/paths.ts';
import { changeOwnPassword } from '../actions.ts';
import { EmailSection } from './email-section.tsx';
import { SecondFactors } from './second-factors.tsx';

export const metadata: Metadata = { title: 'Sign-in and security' };

export default async function SecurityPage({ searchParams }: PageProps<'/account/security'>) {
  const { provider } = await searchParams;
  const session = await requireSession();
  const { user } = session;
  const [hasOne, confirming] = await Promise.all([hasPassword(user.id), howToConfirm(session)]);
  return (
    <>
      <PageHeader title="Sign-in and security" description="What you sign in with." guide="sign-in" />
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
          <EmailSection />
          <SecondFactors linkOutcome={linkOutcomes.find((each) => each === provider) ?? null} />
        </div>
      </PageBody>
    </>
  );
}
