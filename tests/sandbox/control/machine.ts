import { z } from 'zod';
import type { Fault } from '../faults/faults.ts';
import type { Sandbox } from '../sandbox.ts';
import { seedDemo } from '../seeds/demo.ts';
import { organisationOf } from './find.ts';
import { ControlProblem, control, nothing } from './reply.ts';

/** Back to the demo organisations, as on the first day. */
export const resetAll = control(nothing, (sandbox) => {
  sandbox.clear();
  seedDemo(sandbox);
});

export const readClock = control(nothing, (sandbox) => ({
  now: new Date(sandbox.clock.now()).toISOString(),
  offsetSeconds: sandbox.clock.offsetMs / 1000,
}));

const clockMove = z.union([
  z.object({ advanceSeconds: z.number() }).strict(),
  z.object({ now: z.iso.datetime() }).strict(),
  z.object({ reset: z.literal(true) }).strict(),
]);

const FIRST_INSTANT = Date.UTC(1970, 0, 1);
const AFTER_LAST_INSTANT = Date.UTC(10_000, 0, 1);

/** The offset in milliseconds that a move gives the clock. Throws a `ControlProblem` where the clock would leave its years. */
export function clockOffsetAfter(sandbox: Sandbox, move: z.infer<typeof clockMove>): number {
  if ('reset' in move) return 0;
  const now = Date.now();
  const instant =
    'now' in move ? Date.parse(move.now) : now + sandbox.clock.offsetMs + Math.round(move.advanceSeconds * 1000);
  // Not a number is outside, too.
  if (!(instant >= FIRST_INSTANT && instant < AFTER_LAST_INSTANT)) {
    throw new ControlProblem(400, 'The clock goes from 1970-01-01 to 9999-12-31. It stays as it is.');
  }
  return instant - now;
}

/** Moves the clock: on by some seconds, to an instant, or back to the machine's time. */
export const advanceClock = control(clockMove, (sandbox, move) => {
  const offsetMs = clockOffsetAfter(sandbox, move);
  sandbox.store.transact(() => sandbox.clock.setOffset(offsetMs));
  return { now: new Date(sandbox.clock.now()).toISOString(), offsetSeconds: offsetMs / 1000 };
});

export const faultSchema = z
  .object({
    kind: z.enum(['delay', 'drop-before', 'drop-after', 'status', 'rubbish', 'refuse']),
    milliseconds: z.number().min(0).max(600_000).default(0),
    status: z.number().int().min(400).max(599).default(500),
    method: z.string().optional(),
    path: z.string().optional(),
    /** An organisation, by its id or its name. */
    tenantId: z.string().optional(),
    remaining: z.number().int().positive().optional(),
    share: z.number().gt(0).max(1).default(1),
    message: z.string().min(1).optional(),
    about: z.string().min(1).optional(),
  })
  .strict()
  .refine(({ kind, message }) => kind !== 'refuse' || message !== undefined, 'A refusal needs a message');

/** Arms a fault. */
export function armFault(sandbox: Sandbox, fault: z.infer<typeof faultSchema>): Fault {
  const organisation = fault.tenantId ? organisationOf(sandbox, fault.tenantId) : undefined;
  return sandbox.faults.add({ ...fault, tenantId: organisation?.id });
}

export const addFault = control(faultSchema, armFault);

export const removeFault = control(nothing, (sandbox, _body, params) => {
  if (!sandbox.faults.list().some(({ id }) => id === params.id))
    throw new ControlProblem(404, 'There is no such fault');
  sandbox.faults.remove(params.id ?? '');
});
