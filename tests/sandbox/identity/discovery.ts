import type { Sandbox } from '../sandbox.ts';
import { type Answer, json } from '../server/answer.ts';
import { bearerTokenOf, type Request } from '../server/request.ts';
import { KNOWN_SCOPES } from './scopes.ts';
import { subjectIdOf, verifyAccessToken } from './tokens.ts';

/** GET /.well-known/openid-configuration */
export function discovery(sandbox: Sandbox): Answer {
  const at = (path: string) => `${sandbox.origin}${path}`;
  return json({
    issuer: sandbox.issuer,
    jwks_uri: at('/.well-known/openid-configuration/jwks'),
    authorization_endpoint: at('/identity/connect/authorize'),
    token_endpoint: at('/connect/token'),
    userinfo_endpoint: at('/connect/userinfo'),
    revocation_endpoint: at('/connect/revocation'),
    scopes_supported: KNOWN_SCOPES,
    claims_supported: ['sub', 'xero_userid', 'email', 'given_name', 'family_name', 'preferred_username', 'name'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
  });
}

/** GET /.well-known/openid-configuration/jwks */
export function jwks(sandbox: Sandbox): Answer {
  return json({ keys: [sandbox.keys.publicJwk] });
}

/** GET /connect/userinfo */
export async function userinfo(sandbox: Sandbox, request: Request): Promise<Answer> {
  const verified = await verifyAccessToken(sandbox, bearerTokenOf(request));
  if (!('claims' in verified) || !verified.claims.scopes.includes('openid'))
    return json({ error: 'invalid_token' }, 401);
  const user = sandbox.users.require(verified.claims.userId);
  return json({
    sub: subjectIdOf(user.id),
    xero_userid: user.id,
    email: user.email,
    given_name: user.givenName,
    family_name: user.familyName,
    name: `${user.givenName} ${user.familyName}`,
    preferred_username: user.email,
  });
}
