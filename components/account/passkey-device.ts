import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { useSyncExternalStore } from 'react';

/** The library is loaded when a passkey is used, and by nobody else. */
const library = () => import('@simplewebauthn/browser');

const never = () => () => {};

/** Whether this browser has passkeys, here: it has none on pages that came in the clear. False on the server. */
export const useHasPasskeys = () =>
  useSyncExternalStore(
    never,
    () => 'PublicKeyCredential' in window,
    () => false,
  );

/** The device's answer; null when the person stopped it, or there was nothing to use. */
export async function answerWithPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON | null> {
  const { startAuthentication } = await library();
  return startAuthentication({ optionsJSON }).catch(() => null);
}

/** The new passkey; `known` when this device has one of the person's already, null when it was stopped. */
export async function makePasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON | 'known' | null> {
  const { startRegistration, WebAuthnError } = await library();
  return startRegistration({ optionsJSON }).catch((error: unknown) =>
    error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' ? 'known' : null,
  );
}
