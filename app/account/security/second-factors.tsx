import { PasskeysSection } from '#components/account/passkeys-section.tsx';
import { TwoFactorSection } from '#components/account/two-factor-section.tsx';
import { requireSession } from '#lib/access.ts';
import { isFresh } from '#lib/account/confirm-person.ts';
import { passkeysOf } from '#lib/account/passkeys/manage-passkeys.ts';
import { twoFactorState } from '#lib/account/two-factor/change-two-factor.ts';
import { accountPaths, secondFactorPath } from '#lib/domain/paths.ts';
import { beginNewPasskey, keepNewPasskey, remove, rename } from './passkey-actions.ts';
import { newRecoveryCodes, turnOff } from './two-factor-actions.ts';

/** What signs the person in beside their password. */
export async function SecondFactors() {
  const session = await requireSession();
  const { user } = session;
  const [state, passkeys] = await Promise.all([twoFactorState(user.id), passkeysOf(user.id)]);
  return (
    <>
      <TwoFactorSection
        email={user.email}
        isOn={state.isOn}
        recoveryCodesLeft={state.recoveryCodesLeft}
        setUpHref={secondFactorPath(accountPaths.security)}
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
        asksPassword={!isFresh(session)}
        begin={beginNewPasskey}
        keep={keepNewPasskey}
        rename={rename}
        remove={remove}
      />
    </>
  );
}
