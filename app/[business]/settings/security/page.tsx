import type { Metadata } from 'next';
import { TwoFactorRuleCard } from '#components/account/two-factor-rule-card.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { currentIdentity, requireAccess } from '#lib/access.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { secondFactorPath, securityPath } from '#lib/domain/paths.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { twoFactorRule } from '#lib/team/require-two-factor.ts';
import { setTwoFactorRequired } from './actions.ts';

export const metadata: Metadata = { title: 'Sign-in' };

export default async function SecurityPage({ params }: PageProps<'/[business]/settings/security'>) {
  const { scope, business, user } = await requireAccess((await params).business, 'security.manage');
  const rule = await twoFactorRule(scope);
  const hasShown = Boolean((await currentIdentity())?.secondFactorAt);
  return (
    <>
      <PageHeader title="Sign-in" description={`How people come in to ${isolated(business.name)}.`} guide="sign-in" />
      <PageBody>
        <TwoFactorRuleCard
          {...rule}
          currentUserId={user.id}
          isSent={mailSending() === 'sends'}
          setUpHref={hasShown ? null : secondFactorPath(securityPath(business.slug))}
          change={setTwoFactorRequired}
        />
      </PageBody>
    </>
  );
}
