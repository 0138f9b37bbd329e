import { exportJWK, exportPKCS8, generateKeyPair, importJWK, importPKCS8, type JWK } from 'jose';
import type { Store } from '../storage/store.ts';
import type { Entity, Table } from '../storage/table.ts';

/** The kind under which the keys are stored; a reset keeps them. */
export const SIGNING_KEY = 'signing-key';

interface StoredKey extends Entity {
  privateKey: string;
  publicKey: JWK;
}

/** The pair that signs tokens, made once and kept, so that tokens outlive a restart. */
export interface SigningKeys {
  keyId: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  publicJwk: JWK;
}

export async function loadSigningKeys(store: Store): Promise<SigningKeys> {
  const table: Table<StoredKey> = store.table('', SIGNING_KEY);
  const stored = table.all()[0] ?? (await makeKey());
  if (!table.get(stored.id)) store.transact(() => table.put(stored));
  return {
    keyId: stored.id,
    privateKey: await importPKCS8(stored.privateKey, 'RS256'),
    publicKey: (await importJWK(stored.publicKey, 'RS256')) as CryptoKey,
    publicJwk: stored.publicKey,
  };
}

async function makeKey(): Promise<StoredKey> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const id = crypto.randomUUID().replaceAll('-', '').toUpperCase();
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid: id, use: 'sig', alg: 'RS256' };
  return { id, privateKey: await exportPKCS8(pair.privateKey), publicKey };
}
