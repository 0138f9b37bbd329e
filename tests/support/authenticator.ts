/**
 * A device with passkeys (WebAuthn, ES256, attestation "none"), for tests of the server's side. It does what it is told,
 * also what no device would.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const APP_URL = 'http://localhost:3000';
const UP = 0x01;
const UV = 0x04;
const AT = 0x40;

export type Use = { origin?: string; rpId?: string; isVerified?: boolean; counter?: number; userHandle?: string };

export class Authenticator {
  readonly credentialId = randomBytes(32);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** The answer to the options of a new passkey. */
  make(challenge: string, { origin, isVerified = true, ...use }: Use = {}) {
    const flags = UP | AT | (isVerified ? UV : 0);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(this.credentialId.length);
    const attested = Buffer.concat([Buffer.alloc(16), size, this.credentialId, coseKey(this.keys.publicKey)]);
    const authData = Buffer.concat([head(flags, use), attested]);
    // {"fmt": "none", "attStmt": {}, "authData": bytes}
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), byteString(authData)],
    ]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** The answer to the options of a sign-in. */
  answer(challenge: string, { origin, isVerified = true, userHandle = '', ...use }: Use = {}) {
    const authData = head(UP | (isVerified ? UV : 0), use);
    const client = clientData('webauthn.get', challenge, origin);
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
        userHandle: Buffer.from(userHandle).toString('base64url'),
      },
    };
  }

  private named() {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }
}

function clientData(type: string, challenge: string, origin = APP_URL): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function head(flags: number, { rpId = 'localhost', counter = 0 }: Use): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
}

/** RFC 9053: {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y}. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const start = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  const at = (coordinate: string) => byteString(Buffer.from(coordinate, 'base64url'));
  return Buffer.concat([start, at(x), Buffer.from([0x22]), at(y)]);
}

/** CBOR (RFC 8949) of what is shorter than 24 characters. */
const text = (value: string) => Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)]);

const byteString = (value: Buffer) =>
  Buffer.concat([
    value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length & 255]),
    value,
  ]);
