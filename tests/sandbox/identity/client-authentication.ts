import type { Sandbox } from '../sandbox.ts';
import type { Request } from '../server/request.ts';
import type { App } from './records.ts';

/** The app that makes a token request: by HTTP Basic, or by client id and secret in the form; one without a secret by its id. */
export function authenticateClient(sandbox: Sandbox, request: Request, form: URLSearchParams): App | undefined {
  const { id, secret } = basicCredentials(request) ?? {
    id: form.get('client_id') ?? '',
    secret: form.get('client_secret') || undefined,
  };
  const app = sandbox.apps.get(id);
  return app && app.secret === secret ? app : undefined;
}

function basicCredentials(request: Request): { id: string; secret: string | undefined } | undefined {
  const [scheme, encoded] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  // RFC 6749 2.3.1: both parts are form-encoded before they are joined.
  return { id: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) || undefined };
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
