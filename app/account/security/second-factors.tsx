import { PasskeysSection } from '#components/account/passkeys-section.tsx';
import { ProviderSection } from '#components/account/provider-section.tsx';
import { TwoFactorSection } from '#components/account/two-factor-section.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { requireSession } from '#lib/access.ts';
import { hasPassword, howToConfirm } from '#lib/account/confirm-person.ts';
import { signInProvider } from '#lib/account/link-provider.ts';
import { passkeysOf } from '#lib/account/passkeys/manage-passkeys.ts';
import type { LinkOutcome } from '#lib/account/provider/link-signed-in.ts';
import { providerLinksOf } from '#lib/account/provider/provider-links.ts';
import { twoFactorState } from '#lib/account/two-factor/change-two-factor.ts';
import { secondFactorFirst } from '#lib/account/two-factor/second-factor-first.ts';
import { accountPaths, secondFactorPath } from '#lib/domain/paths.ts';
import { beginNewPasskey, keepNewPasskey, remove, rename } from './passkey-actions.ts';
import { beginLink, unlink } from './provider-actions.ts';
import { newRecoveryCodes, turnOff } from './two-factor-actions.ts';

/** What signs the person in beside their password. */
export async function SecondFactors({ linkOutcome }: { linkOutcome: LinkOutcome | null }) {
  const session = await requireSession();
  const { user } = session;
  const [state, passkeys, links, hasOne, confirming] = await Promise.all([
    twoFactorState(user.id),
    passkeysOf(user.id),
    providerLinksOf(user.id),
    hasPassword(user.id),
    howToConfirm(session),
  ]);
  const provider = signInProvider();
  const setUp = secondFactorPath(accountPaths.security);
  const mustShowFirst = !(await secondFactorFirst(session)).ok;
  const mayChange = !mustShowFirst && confirming !== 'signIn';
  return (
    <>
      {mustShowFirst && (
        <Banner
          tone="warning"
          title="You have not shown your second factor here"
          action={
            <ButtonLink href={setUp} size="small">
              Show it
            </ButtonLink>
          }
        >
          Before you change your e-mail, or add or remove a way to sign in, show the second factor that you have.
        </Banner>
      )}
      <TwoFactorSection
        email={user.email}
        isOn={state.isOn}
        passkeys={passkeys.length}
        isByProvider={session.method === 'provider' && session.secondFactorAt !== null}
        recoveryCodesLeft={state.recoveryCodesLeft}
        hasPassword={hasOne}
        setUpHref={mustShowFirst ? secondFactorPath(setUp) : setUp}
        turnOff={turnOff}
        makeCodes={newRecoveryCodes}
      />
      <PasskeysSection
        passkeys={passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
          id,
          name,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        }))}
        mayChange={mayChange}
        asksPassword={confirming === 'password'}
        begin={beginNewPasskey}
        keep={keepNewPasskey}
        rename={rename}
        remove={remove}
      />
      {(provider || links.length > 0) && (
        <ProviderSection
          providerName={provider?.name ?? 'Linked accounts'}
          links={links.map(({ id, email, createdAt, lastUsedAt }) => ({
            id,
            email,
            createdAt: createdAt.toISOString(),
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
          }))}
          mayChange={mayChange}
          asksPassword={confirming === 'password'}
          link={provider && beginLink}
          outcome={linkOutcome}
          unlink={unlink}
        />
      )}
    </>
  );
}
