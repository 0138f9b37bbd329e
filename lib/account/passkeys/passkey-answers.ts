import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** Keys and signatures take a few hundred bytes; those of quantum-safe algorithms some thousands. */
const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);

const credential = {
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  // What browsers add beyond what we ask for is not looked at.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** What a browser answers once a passkey was made. */
export const newPasskeyAnswer: z.ZodType<RegistrationResponseJSON> = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});

/** What a browser answers once a passkey was used. */
export const passkeyAnswer: z.ZodType<AuthenticationResponseJSON> = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish().transform((handle) => handle ?? ''),
  }),
});
