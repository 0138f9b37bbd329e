import type { Sandbox } from '../sandbox.ts';
import type { Answer } from './answer.ts';
import type { Request } from './request.ts';
import type { Route } from './router.ts';

/** Answers one request. */
export type Handler = (sandbox: Sandbox, request: Request, params: Record<string, string>) => Answer | Promise<Answer>;

export type HandlerRoute = Route<Handler>;

export function get(pattern: string, handler: Handler): HandlerRoute {
  return { method: 'GET', pattern, handler };
}

export function post(pattern: string, handler: Handler): HandlerRoute {
  return { method: 'POST', pattern, handler };
}
