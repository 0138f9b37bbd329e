import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretBasic,
  Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  enableNonRepudiationChecks,
  ResponseBodyError,
  randomPKCECodeVerifier,
  refreshTokenGrant,
  type TokenEndpointResponse,
} from 'openid-client';
import { fail, ok } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import type { LedgerAuthority, LedgerResult, Tokens } from '../ledger.ts';
import type { LedgerError } from '../ledger-error.ts';
import { deleteLink, readLinks } from './links.ts';

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 30;
const RETRY_AFTER_MS = 30_000;

/** Xero's authorisation: code with PKCE and client secret. The endpoints come from the settings, without discovery. */
export const xeroAuthority: LedgerAuthority = {
  async begin({ redirectUri, state }) {
    const verifier = randomPKCECodeVerifier();
    const url = buildAuthorizationUrl(configuration(), {
      redirect_uri: redirectUri,
      scope: env().XERO_SCOPES.join(' '),
      state,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, verifier };
  },

  async complete({ callbackUrl, state, verifier }) {
    const answer = await tokenRequest(() =>
      authorizationCodeGrant(configuration(), new URL(callbackUrl), {
        expectedState: state,
        pkceCodeVerifier: verifier,
        idTokenExpected: env().XERO_SCOPES.includes('openid'),
      }),
    );
    if (!answer.ok) return answer;
    const access = claimsOf(answer.value.access_token);
    const person = answer.value.claims() ?? access;
    const subject = text(person.xero_userid) ?? text(person.sub);
    if (!subject) return fail(unreadable('Xero did not say who gave the consent.'));
    const tokens = tokensOf(answer.value, null);
    return ok({
      tokens,
      missingScopes: missingFrom(tokens),
      subject,
      email: text(person.email),
      name: fullName(person),
      authEventId: text(access.authentication_event_id),
    });
  },

  async refresh(refreshToken) {
    const answer = await tokenRequest(() => refreshTokenGrant(configuration(), refreshToken));
    return answer.ok ? ok(tokensOf(answer.value, refreshToken)) : answer;
  },

  links: readLinks,
  unlink: deleteLink,
};

let configured: Configuration | undefined;

function configuration(): Configuration {
  configured ??= configure();
  return configured;
}

function configure(): Configuration {
  const { XERO_AUTHORIZE_URL, XERO_TOKEN_URL, XERO_ISSUER, XERO_CLIENT_ID, XERO_CLIENT_SECRET } = env();
  const { origin } = new URL(XERO_TOKEN_URL);
  const configuration = new Configuration(
    {
      issuer: XERO_ISSUER ?? origin,
      authorization_endpoint: XERO_AUTHORIZE_URL,
      token_endpoint: XERO_TOKEN_URL,
      jwks_uri: `${origin}/.well-known/openid-configuration/jwks`,
    },
    XERO_CLIENT_ID,
    { client_secret: XERO_CLIENT_SECRET, [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    ClientSecretBasic(XERO_CLIENT_SECRET),
  );
  configuration.timeout = TIMEOUT_SECONDS;
  // The id token's signature is checked too, and not only the channel it came through.
  enableNonRepudiationChecks(configuration);
  if (isLoopback(XERO_TOKEN_URL)) allowInsecureRequests(configuration);
  return configuration;
}

/** Only the sandbox on this machine may be spoken to in the clear. */
function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

async function tokenRequest<T>(send: () => Promise<T>): LedgerResult<T> {
  try {
    return ok(await send());
  } catch (error) {
    return fail(tokenError(error));
  }
}

/** `invalid_grant` is the user's answer; a wrong client or a failing server is not, and loses nobody's authorisation. */
function tokenError(cause: unknown): LedgerError {
  if (cause instanceof ResponseBodyError && cause.error === 'invalid_grant') {
    return {
      kind: 'authorisationLost',
      retry: 'never',
      reason: 'revoked',
      message: cause.error_description
        ? `Xero no longer accepts the authorisation: ${cause.error_description}.`
        : 'Xero no longer accepts the authorisation.',
      cause,
    };
  }
  if (cause instanceof ResponseBodyError) {
    log.error({ error: cause.error, status: cause.status }, 'Xero refused the token request');
    return unavailable(`Xero refused Intray's own sign-in (${cause.error}). Nothing is lost.`, cause);
  }
  if (cause instanceof ClientError) {
    log.warn({ code: cause.code, err: cause }, 'The token request to Xero failed');
  }
  return unavailable('Xero could not be reached. Nothing is lost.', cause);
}

function unavailable(message: string, cause: unknown): LedgerError {
  return { kind: 'unavailable', retry: 'later', until: new Date(Date.now() + RETRY_AFTER_MS), message, cause };
}

function unreadable(message: string): LedgerError {
  return { kind: 'conflict', retry: 'never', message };
}

/** Xero sends a new refresh token every time; should it not, the old one stays in use. */
function tokensOf(answer: TokenEndpointResponse, previousRefreshToken: string | null): Tokens {
  const claims = claimsOf(answer.access_token);
  const scopes = Array.isArray(claims.scope) ? claims.scope.map(String) : (answer.scope ?? '').split(' ');
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? previousRefreshToken ?? '',
    accessExpiresAt: new Date(Date.now() + (answer.expires_in ?? 0) * 1_000),
    scopes: scopes.filter(Boolean),
  };
}

/** Scopes about the person are only seen in the id token, and a write scope includes reading. */
function missingFrom({ scopes, refreshToken }: Tokens): string[] {
  return env().XERO_SCOPES.filter((wanted) => {
    if (wanted === 'offline_access') return refreshToken === '';
    if (!wanted.includes('.')) return false;
    return !scopes.includes(wanted) && !scopes.includes(wanted.replace(/\.read$/, ''));
  });
}

/** Read and not verified: the token came from Xero's token endpoint itself, over TLS. */
function claimsOf(token: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return {};
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fullName(claims: Record<string, unknown>): string | null {
  const parts = [text(claims.given_name), text(claims.family_name)].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : text(claims.name);
}
