import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { env } from './env.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under the first of ENCRYPTION_KEYS, as `keyId.base64url`. `owner` is authenticated with it: a value
 * copied to another row does not decrypt there.
 */
export function encrypt(plain: string, owner: string): string {
  const [first] = env().ENCRYPTION_KEYS;
  if (!first) throw new Error('ENCRYPTION_KEYS holds no key');
  const [keyId, key] = first;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${keyId}.${sealed.toString('base64url')}`;
}

/** Throws when the key is unknown, the owner differs or the value was changed. */
export function decrypt(sealed: string, owner: string): string {
  const [keyId = '', text = ''] = sealed.split('.');
  const key = env().ENCRYPTION_KEYS.get(keyId);
  if (!key) throw new Error(`ENCRYPTION_KEYS no longer holds the key "${keyId}" that encrypted this value`);
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** How each value begins that the present first key encrypted: those of older keys are found by it. */
export function presentKeyMark(): string {
  const [first] = env().ENCRYPTION_KEYS;
  return `${first?.[0] ?? ''}.`;
}
