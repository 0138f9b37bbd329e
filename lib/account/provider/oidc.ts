import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  Configuration as ClientConfiguration,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { saysMultiFactor } from '#lib/domain/provider-factors.ts';
import { textSchema } from '#lib/domain/text.ts';
import { env, type SignInProvider } from '#lib/env.ts';

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 30;

/** What the browser's visit has to be compared with at its end. */
export const visitSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Visit = z.infer<typeof visitSchema>;

/** Who the provider says it is. */
export type ProviderIdentity = {
  issuer: string;
  subject: string;
  /** Lower case; null unless the provider says that it is theirs. */
  verifiedEmail: string | null;
  /** As the provider calls them; null when it does not. */
  name: string | null;
  isMultiFactor: boolean;
};

/** The fixed address that the provider sends people back to; it is registered there. */
export const callbackAddress = () => `${env().APP_URL}/api/sign-in/provider/callback`;

/** Where to send the browser. Throws when the provider cannot be reached. */
export async function departure(provider: SignInProvider): Promise<{ url: string; visit: Visit }> {
  const visit = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const url = buildAuthorizationUrl(await configurationOf(provider), {
    redirect_uri: callbackAddress(),
    scope: 'openid email profile',
    state: visit.state,
    nonce: visit.nonce,
    code_challenge: await calculatePKCECodeChallenge(visit.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, visit };
}

/** Exchanges what the browser came back with. Throws for anything that is not the answer to this very visit. */
export async function arrival(
  provider: SignInProvider,
  query: URLSearchParams,
  visit: Visit,
): Promise<ProviderIdentity> {
  const configuration = await configurationOf(provider);
  const tokens = await authorizationCodeGrant(configuration, new URL(`${callbackAddress()}?${query}`), {
    expectedState: visit.state,
    expectedNonce: visit.nonce,
    pkceCodeVerifier: visit.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no id token');
  // Some say the e-mail there and some only here.
  const about =
    claims.email === undefined && configuration.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : claims;
  const email = z.email().max(254).toLowerCase().safeParse(about.email);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: textSchema(z, { longest: 120, missing: '-' }).safeParse(about.name).data ?? null,
    verifiedEmail: about.email_verified === true && email.success ? email.data : null,
    isMultiFactor: saysMultiFactor({ amr: claims.amr, acr: claims.acr }),
  };
}

let configured: Promise<Configuration> | undefined;

/** What the provider says of itself, asked for once; again when it could not be reached. */
async function configurationOf(provider: SignInProvider): Promise<Configuration> {
  configured ??= discover(provider);
  try {
    return await configured;
  } catch (error) {
    configured = undefined;
    throw error;
  }
}

async function discover({ issuer, clientId, clientSecret }: SignInProvider): Promise<Configuration> {
  const insecure = new URL(issuer).protocol === 'http:' ? [allowInsecureRequests] : [];
  const found = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute: insecure,
    timeout: TIMEOUT_SECONDS,
  });
  const server = found.serverMetadata();
  // Basic is what holds when the provider does not say (OpenID Connect Discovery 1.0, 3).
  const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = ways.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
  const configuration = new ClientConfiguration(
    server,
    clientId,
    { client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    authentication(clientSecret),
  );
  configuration.timeout = TIMEOUT_SECONDS;
  // The id token's signature is checked too, and not only the channel it came through.
  enableNonRepudiationChecks(configuration);
  for (const allow of insecure) allow(configuration);
  return configuration;
}
