import { Secret, TOTP } from 'otpauth';

/** As RFC 4226 recommends for the secret (section 4, R6). */
const SECRET_BYTES = 20;
const STEP_MS = 30_000;
/** Of RFC 6238, 5.2: one step for the time it takes to type and for clocks that differ. */
const STEPS_APART = 1;

/** Base32, as programs on phones take it typed. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What every program of the kind knows: SHA-1, six digits, 30 seconds (RFC 6238). */
const generator = (secret: string, label = '') =>
  new TOTP({ issuer: 'Intray', label, secret, algorithm: 'SHA1', digits: 6, period: STEP_MS / 1_000 });

/** What the picture to scan says: `otpauth://totp/Intray:ada@example.com?secret=…`. */
export function totpUri(secret: string, email: string): string {
  return generator(secret, email).toString();
}

/** The step, counted from 1970, whose code it is: this one, the one before or the one after; null for none of them. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const apart = generator(secret).validate({ token: code, timestamp, window: STEPS_APART });
  return apart === null ? null : Math.floor(timestamp / STEP_MS) + apart;
}
