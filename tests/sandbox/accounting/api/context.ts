import type { App, User } from '../../identity/records.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, json } from '../../server/answer.ts';
import type { Request } from '../../server/request.ts';
import type { Route } from '../../server/router.ts';
import type { Books } from '../books.ts';
import { COUNTRIES } from '../organisations/countries.ts';
import type { Organisation, Role } from '../organisations/record.ts';
import { dateIn } from './dates.ts';

/** Who calls, for which organisation, and with what. Handlers are synchronous: a call is one undivided step. */
export interface ApiCall {
  sandbox: Sandbox;
  app: App;
  user: User;
  role: Role;
  organisation: Organisation;
  books: Books;
  request: Request;
  params: Record<string, string>;
  /** The sandbox's time. */
  now: number;
}

export type ApiHandler = (call: ApiCall) => Answer;

/** An endpoint with the scopes that open it, any one of which will do. */
export interface Endpoint {
  scopes: readonly string[];
  handle: ApiHandler;
}

export type ApiRoute = Route<Endpoint>;

/** Routes under `/api.xro/2.0` that share their scopes. */
export function endpoints(scopes: readonly string[], handlers: Record<string, ApiHandler>): ApiRoute[] {
  return Object.entries(handlers).map(([address, handle]) => {
    const [method = '', path = ''] = address.split(' ');
    return { method, pattern: `/api.xro/2.0${path}`, handler: { scopes, handle } };
  });
}

/** Today in the organisation's own time zone. */
export function todayOf(call: Pick<ApiCall, 'organisation' | 'now'>): string {
  return dateIn(COUNTRIES[call.organisation.country].ianaTimeZone, call.now);
}

/** Xero's envelope around a list. */
export function envelope(call: ApiCall, content: Record<string, unknown>, status = 200): Answer {
  return json(
    {
      Id: crypto.randomUUID(),
      Status: 'OK',
      ProviderName: call.app.name,
      DateTimeUTC: `/Date(${call.now})/`,
      ...content,
    },
    status,
  );
}
