import { randomBytes } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { currentAccess, requestOrigin } from './access.ts';
import { ownActionLimit } from './account/account-limits.ts';
import { tooManyTries } from './account/rate-limit.ts';
import type { LiveSession } from './account/sessions.ts';
import { currentSession } from './auth.ts';
import { type Access, signedOut, type UserSummary } from './authorise.ts';
import type { Failure, Result } from './domain/result.ts';
import { fail, failure, ok } from './domain/result.ts';
import type { Permission } from './domain/roles.ts';
import { env } from './env.ts';
import type { RequestOrigin } from './events/record-audit.ts';
import { log } from './log.ts';

/** Who may pass a door. Every action and route handler carries it, so that tests can list them all. */
export type Guard =
  | { door: 'action' | 'route'; permission: Permission }
  | { door: 'person-action' }
  | { door: 'open-action' };

type Awaitable<T> = T | Promise<T>;

/** `tab` is the open page that asks: `BusinessScope.origin`. */
export type Action<I, T> = ((input: I, tab?: string) => Promise<Result<T>>) & { access: Guard };

/** Anything else than an id is as good as none. */
const tabSchema = z.uuid().optional().catch(undefined);

/**
 * A server action of a business: session, then membership of the business in the address that it was posted to, then
 * permission, then input, then the use case. An expected failure comes back as a value, with zod's messages at their
 * fields; an unexpected one is logged and comes back with the reference to find it by.
 *
 *     'use server';
 *     export const publish = action({ name: 'publish', permission: 'items.publish', input: publishInput },
 *       ({ scope, input }) => publishItems(scope, input.items));
 */
export function action<S extends z.ZodType, T>(
  options: { permission: Permission; input: S; name?: string },
  handler: (call: Access & { input: z.output<S> }) => Awaitable<Result<T>>,
): Action<z.input<S>, T> {
  const run = (raw: z.input<S>, tab?: string) =>
    answering<T>(options.name ?? 'action', async () => {
      const access = await currentAccess((await headers()).get('x-business'), options.permission);
      if (!access.ok) return access;
      const input = parse(options.input, raw);
      if (!input.ok) return input;
      const scope = { ...access.value.scope, origin: tabSchema.parse(tab) };
      return handler({ ...access.value, scope, input: input.value });
    });
  return Object.assign(run, { access: { door: 'action', permission: options.permission } as const });
}

/** Who asks, in which session, and from where. */
export type PersonCall = { user: UserSummary; session: LiveSession; from: RequestOrigin };

/**
 * A server action for anybody who is signed in, about their own account or a business they are not in yet. All that is done
 * by these in one session is counted together.
 */
export function personAction<S extends z.ZodType, T>(
  options: { input: S; name: string },
  handler: (call: PersonCall & { input: z.output<S> }) => Awaitable<Result<T>>,
): Action<z.input<S>, T> {
  const run = (raw: z.input<S>) =>
    answering<T>(options.name, async () => {
      const session = await currentSession();
      if (!session) return fail(signedOut);
      const wait = await ownActionLimit.count({ sessionId: session.id });
      if (wait !== null) return fail(tooManyTries(wait));
      const input = parse(options.input, raw);
      return input.ok
        ? handler({ user: session.user, session, from: await requestOrigin(), input: input.value })
        : input;
    });
  return Object.assign(run, { access: { door: 'person-action' } as const });
}

/** A server action for people who are not signed in. Tests hold the short list of these. */
export function openAction<S extends z.ZodType, T>(
  options: { input: S; name: string },
  handler: (call: { from: RequestOrigin; input: z.output<S> }) => Awaitable<Result<T>>,
): Action<z.input<S>, T> {
  const run = (raw: z.input<S>) =>
    answering<T>(options.name, async () => {
      const input = parse(options.input, raw);
      return input.ok ? handler({ from: await requestOrigin(), input: input.value }) : input;
    });
  return Object.assign(run, { access: { door: 'open-action' } as const });
}

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

export type Route = ((request: Request, context: RouteContext) => Promise<Response>) & { access: Guard };

/**
 * A route handler under `app/[business]/` or `app/api/[business]/`, with the checks of `action`: 401 signed out, 403
 * the role, a missing second factor or another site's request, 404 an unknown business, one without membership, or
 * parameters of another shape.
 * The handler answers with a Response, or with a Result that becomes JSON: 200 its value, 422 `{ error }`, or 503 when
 * the error is that we are `busy`.
 */
export function route<P extends z.ZodType = z.ZodType<unknown>>(
  options: { permission: Permission; params?: P },
  handler: (call: Access & { request: Request; params: z.output<P> }) => Awaitable<Response | Result<unknown>>,
): Route {
  const run = async (request: Request, context: RouteContext): Promise<Response> => {
    if (!isSafe(request.method) && !isOwnPage(request)) return refuse(403, crossSite);
    const answer = await answering<Response | Result<unknown>>(routeName(request), async () => {
      const params = await context.params;
      const slug = typeof params.business === 'string' ? params.business : null;
      const access = await currentAccess(slug, options.permission);
      if (!access.ok) return ok(refuse(statusOf[access.error.code], access.error));
      const parsed = options.params?.safeParse(params);
      if (parsed && !parsed.success) return ok(refuse(404, missing));
      return ok(await handler({ ...access.value, request, params: parsed?.data as z.output<P> }));
    });
    if (!answer.ok) return refuse(500, answer.error);
    if (answer.value instanceof Response) return answer.value;
    if (answer.value.ok) return Response.json(answer.value.value);
    return refuse(answer.value.error.code === 'busy' ? 503 : 422, answer.value.error);
  };
  return Object.assign(run, { access: { door: 'route', permission: options.permission } as const });
}

const statusOf = {
  signedOut: 401,
  businessUnknown: 404,
  businessClosed: 403,
  secondFactorRequired: 403,
  roleInsufficient: 403,
} as const;

const missing: Failure = { code: 'missing', message: 'There is nothing at this address.' };

const crossSite: Failure = {
  code: 'crossSite',
  message: 'This request did not come from a page of Intray, so it was not carried out.',
};

function refuse(status: number, error: Failure): Response {
  return Response.json({ error }, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** Runs a handler; what it did not expect is logged under a short reference that the user sees. */
async function answering<T>(name: string, run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch (error) {
    unstable_rethrow(error);
    const reference = randomBytes(4).toString('hex');
    log.error({ err: error, reference, door: name }, 'unexpected failure');
    return failure(
      'unexpected',
      `Something went wrong on our side, and this may not have been done. Reload the page to see what was saved, then try again. If it happens once more, pass on the reference ${reference}.`,
      { detail: { reference } },
    );
  }
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const fields: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) fields[path.join('.')] ??= message;
  return fail({ code: 'inputInvalid', message: 'Nothing was saved: look at the marked fields.', fields });
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/** Browsers tell where a request comes from; one that says nothing, or another site, is not ours. */
function isOwnPage(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  return request.headers.get('origin') === new URL(env().APP_URL).origin;
}

const routeName = (request: Request) => `${request.method} ${new URL(request.url).pathname}`;
