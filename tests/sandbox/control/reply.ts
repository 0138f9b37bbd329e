import { z } from 'zod';
import { ElementRefused, Refusal } from '../accounting/api/failures.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, json } from '../server/answer.ts';
import type { Handler } from '../server/handler.ts';
import type { Request } from '../server/request.ts';

/** A problem that the control API answers with. */
export class ControlProblem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A control endpoint: gets the parsed body, gives what to answer as JSON. */
export function control<S extends z.ZodType>(
  schema: S,
  work: (sandbox: Sandbox, body: z.infer<S>, params: Record<string, string>, request: Request) => unknown,
): Handler {
  return async (sandbox, request, params): Promise<Answer> => {
    try {
      const body = schema.parse(request.body.length > 0 ? JSON.parse(request.body.toString('utf8')) : {});
      return json((await work(sandbox, body, params, request)) ?? { ok: true });
    } catch (error) {
      return json({ error: messageOf(error) }, statusOf(error));
    }
  };
}

export const nothing = z.unknown();

function statusOf(error: unknown): number {
  if (error instanceof ControlProblem) return error.status;
  if (error instanceof Refusal) return error.answer.status;
  if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof ElementRefused) return 400;
  throw error;
}

function messageOf(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
}
