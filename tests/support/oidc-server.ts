/**
 * An OpenID Connect provider over HTTP, at which whoever `person` names is signed in already. Its faults are what a
 * hostile or broken one would answer.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export type OidcPerson = { sub: string; email?: string; email_verified?: boolean; amr?: string[] };
export type OidcServer = {
  issuer: string;
  faults: { nonce?: string; audience?: string; isUnsigned?: boolean };
  stop: () => Promise<void>;
};

export const oidcClient = { id: 'intray', secret: 'the-secret-of-intray-at-the-provider' };

type Grant = { challenge: string; nonce: string; redirectUri: string; person: OidcPerson };

/** At any port, unless one is given. Whoever posts to `/person` says who is signed in there. */
export async function startOidc(port = 0): Promise<OidcServer> {
  const keys = await generateKeyPair('RS256');
  const others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Grant>();
  const faults: OidcServer['faults'] = {};
  let person: OidcPerson = { sub: 'nobody' };

  async function token(request: IncomingMessage): Promise<[number, unknown]> {
    const form = new URLSearchParams(await bodyOf(request));
    // Each part is encoded as in a form first (RFC 6749, 2.3.1).
    const basic = Buffer.from(request.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    const client = basic.split(':').map(decodeURIComponent).join(':');
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (client !== `${oidcClient.id}:${oidcClient.secret}`) return [401, { error: 'invalid_client' }];
    if (grant?.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) {
      return [400, { error: 'invalid_grant' }];
    }
    const { sub, amr } = grant.person;
    const idToken = await new SignJWT({ nonce: faults.nonce ?? grant.nonce, ...(amr && { amr }) })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(server.issuer)
      .setAudience(faults.audience ?? oidcClient.id)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(faults.isUnsigned ? others.privateKey : keys.privateKey);
    return [200, { access_token: `of ${JSON.stringify(grant.person)}`, token_type: 'Bearer', id_token: idToken }];
  }

  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', server.issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, 200, {
          issuer: server.issuer,
          authorization_endpoint: `${server.issuer}/authorize`,
          token_endpoint: `${server.issuer}/token`,
          userinfo_endpoint: `${server.issuer}/userinfo`,
          jwks_uri: `${server.issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
      case '/jwks':
        return json(response, 200, { keys: [jwk] });
      case '/person':
        person = JSON.parse(await bodyOf(request)) as OidcPerson;
        return json(response, 200, {});
      case '/authorize': {
        const code = randomUUID();
        const asked = (name: string) => url.searchParams.get(name) ?? '';
        const redirectUri = asked('redirect_uri');
        grants.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), redirectUri, person });
        response.writeHead(302, { location: `${redirectUri}?${new URLSearchParams({ code, state: asked('state') })}` });
        return response.end();
      }
      case '/token':
        return json(response, ...(await token(request)));
      case '/userinfo': {
        const { sub, email, email_verified } = JSON.parse(
          request.headers.authorization?.slice('Bearer of '.length) ?? '',
        );
        return json(response, 200, { sub, email, email_verified });
      }
      default:
        return json(response, 404, {});
    }
  });
  const server: OidcServer = {
    issuer: '',
    faults,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  server.issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

/** Signs somebody in at the provider. */
export async function atProvider(issuer: string, person: OidcPerson): Promise<void> {
  await fetch(`${issuer}/person`, { method: 'POST', body: JSON.stringify(person) });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
