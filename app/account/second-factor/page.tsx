import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetUpPasskey } from '#components/account/set-up-passkey.tsx';
import { SetUpTotp } from '#components/account/set-up-totp.tsx';
import { ShowSecondFactor } from '#components/account/show-second-factor.tsx';
import { SignInAnew } from '#components/account/sign-in-anew.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireSession } from '#lib/access.ts';
import { howToConfirm } from '#lib/account/confirm-person.ts';
import { passkeysOf } from '#lib/account/passkeys/manage-passkeys.ts';
import { twoFactorState } from '#lib/account/two-factor/change-two-factor.ts';
import { placesThatAsk } from '#lib/authorise.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { secondFactorPath } from '#lib/domain/paths.ts';
import { beginNewPasskey, keepNewPasskey } from '../security/passkey-actions.ts';
import { askForOwnPasskey, beginSetUp, confirmSetUp, showCode, showPasskey } from './actions.ts';

export const metadata: Metadata = { title: 'Two-factor sign-in' };

/** Where a business that asks for two factors leads to: shows the second one, or sets it up, and goes on. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/account/second-factor'>) {
  const session = await requireSession();
  const next = ownPath((await searchParams).next);
  const [{ isOn }, passkeys, asking, confirming] = await Promise.all([
    twoFactorState(session.user.id),
    passkeysOf(session.user.id),
    placesThatAsk(session.user.id),
    howToConfirm(session),
  ]);
  const business = asking.find(({ slug }) => next === `/${slug}` || next.startsWith(`/${slug}/`));
  const has = { hasTotp: isOn, hasPasskey: passkeys.length > 0 };
  if (isOn && session.secondFactorAt) redirect(next);
  const mayShow = (has.hasTotp || has.hasPasskey) && !session.secondFactorAt;
  const adding = { asksPassword: confirming === 'password', begin: beginNewPasskey, keep: keepNewPasskey };
  return (
    <>
      <PageHeader title="Two-factor sign-in" description={business && whatItAsks(business.name, mayShow)} />
      <PageBody>
        <div className="flex flex-col gap-8 pt-2">
          {mayShow ? (
            <ShowSecondFactor
              {...has}
              next={next}
              showCode={showCode}
              ask={askForOwnPasskey}
              showPasskey={showPasskey}
            />
          ) : (
            <>
              {confirming === 'signIn' && <SignInAnew returnTo={secondFactorPath(next)} />}
              {confirming !== 'signIn' && (
                <SetUpTotp
                  email={session.user.email}
                  asksPassword={confirming === 'password'}
                  begin={beginSetUp}
                  confirm={confirmSetUp}
                  doneHref={next}
                />
              )}
              {business && !has.hasPasskey && confirming !== 'signIn' && <SetUpPasskey {...adding} next={next} />}
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}

const whatItAsks = (name: string, mayShow: boolean) =>
  mayShow
    ? `${isolated(name)} asks for a second factor, which you have not shown here yet. Then you go on to where you were.`
    : `${isolated(name)} asks all its members to sign in with two factors. Set one up now, which takes two minutes; then you go on to where you were.`;
