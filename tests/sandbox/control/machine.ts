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

/** Moves the clock: on by some seconds, to an instant, or back to the machine's time. */
export const advanceClock = control(
  z.union([
    z.object({ advanceSeconds: z.number() }).strict(),
    z.object({ now: z.iso.datetime() }).strict(),
    z.object({ reset: z.literal(true) }).strict(),
  ]),
  (sandbox, body) => {
    const offsetMs =
      'advanceSeconds' in body
        ? sandbox.clock.offsetMs + body.advanceSeconds * 1000
        : 'now' in body
          ? Date.parse(body.now) - Date.now()
          : 0;
    sandbox.store.transact(() => sandbox.clock.setOffset(offsetMs));
    return { now: new Date(sandbox.clock.now()).toISOString(), offsetSeconds: offsetMs / 1000 };
  },
);

export const faultSchema = z
  .object({
    kind: z.enum(['delay', 'drop-before', 'drop-after', 'status', 'rubbish']),
    milliseconds: z.number().min(0).max(600_000).default(0),
    status: z.number().int().min(400).max(599).default(500),
    method: z.string().optional(),
    path: z.string().optional(),
    /** An organisation, by its id or its name. */
    tenantId: z.string().optional(),
    remaining: z.number().int().positive().optional(),
    share: z.number().gt(0).max(1).default(1),
  })
  .strict();

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
