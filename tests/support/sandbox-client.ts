import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSandbox, startSandbox } from '../sandbox/start.ts';
import { answerProblems, hasContract } from './xero-contract.ts';

export const CALLBACK = 'http://localhost:3000/api/connections/xero/callback';
export const ALL_SCOPES =
  'openid profile email offline_access accounting.invoices accounting.payments accounting.banktransactions ' +
  'accounting.contacts accounting.settings accounting.attachments accounting.manualjournals';

export interface TestSandbox extends RunningSandbox {
  directory: string;
  /** Calls the control API. */
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** A caller of one organisation's accounting API, connected without a browser. */
  caller(options?: { email?: string; organisation?: string; scopes?: string[] }): Promise<Caller>;
}

/** A sandbox of its own, in a folder of its own, which goes with it. Its organisations take more calls in a minute than Xero. */
export async function aSandbox({ issuer }: { issuer?: string } = {}): Promise<TestSandbox> {
  const directory = mkdtempSync(join(tmpdir(), 'xero-sandbox-'));
  const running = await startSandbox({ port: 0, directory, issuer });
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${running.url}/sandbox/api${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { organisations } = await control<{ organisations: { id: string }[] }>('GET', '');
  for (const { id } of organisations) await control('PATCH', `/organisations/${id}`, { limits: { minute: 10_000 } });
  return {
    ...running,
    directory,
    control,
    caller: (options) => connect(running.url, control, options),
    close: async () => {
      await running.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export interface Reply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  text: string;
  json: T;
}

export interface Caller {
  accessToken: string;
  refreshToken: string;
  tenantId: string;
  /** Calls `/api.xro/2.0` + path. A good answer is checked against Xero's contract where that is at hand. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply<T>>;
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Reply<T>>;
  put<T = Record<string, unknown>>(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply<T>>;
  post<T = Record<string, unknown>>(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply<T>>;
}

async function connect(
  url: string,
  control: TestSandbox['control'],
  { email = 'amelia@harbour.example', organisation = 'Harbour & Vine Ltd', scopes = ALL_SCOPES.split(' ') } = {},
): Promise<Caller> {
  const tokens = await control<{ access_token: string; refresh_token: string }>('POST', '/tokens', {
    email,
    organisations: [organisation],
    scopes,
  });
  const { organisations } = await control<{ organisations: { id: string; name: string }[] }>('GET', '');
  const tenantId = organisations.find((one) => one.name === organisation)?.id ?? '';
  const call: Caller['call'] = async (method, path, body, headers) => {
    const response = await fetch(`${url}/api.xro/2.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        'xero-tenant-id': tenantId,
        accept: 'application/json',
        ...headers,
      },
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
    } as RequestInit);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const json = isJson ? JSON.parse(text) : {};
    if (hasContract && response.status === 200 && isJson) {
      const [resource = ''] = path.split('?');
      const problems = answerProblems(method, resource, json) ?? [];
      if (problems.length > 0)
        throw new Error(`${method} ${path} is not answered by the contract:\n${problems.join('\n')}`);
    }
    return { status: response.status, headers: response.headers, text, json };
  };
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    tenantId,
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
  };
}

export interface Pkce {
  verifier: string;
  challenge: string;
}

export function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** A browser without scripts: keeps cookies, posts forms, does not follow redirects. */
export class PlainBrowser {
  readonly #origin: string;
  #cookie = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async open(path: string): Promise<{ status: number; text: string; location: string | null }> {
    return this.#read(await fetch(this.#at(path), { headers: { cookie: this.#cookie }, redirect: 'manual' }));
  }

  async submit(path: string, fields: Record<string, string | string[]>) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    const response = await fetch(this.#at(path), {
      method: 'POST',
      body,
      headers: { cookie: this.#cookie },
      redirect: 'manual',
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return this.#read(response);
  }

  async signIn(email: string): Promise<void> {
    await this.submit('/identity/user/login', { email, password: 'sandbox', return: '/' });
  }

  #at(path: string): string {
    return new URL(path, this.#origin).href;
  }

  async #read(response: Response) {
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  }
}
