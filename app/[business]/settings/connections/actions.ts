'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { attemptCookie } from '#lib/connecting/attempt-cookie.ts';
import { beginConnecting } from '#lib/connecting/begin-connecting.ts';
import { disconnect } from '#lib/connecting/disconnect.ts';
import { finishConnecting } from '#lib/connecting/finish-connecting.ts';
import { ok } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { ledgerNames } from '#lib/ledger/ledgers.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';

const permission = 'connections.manage';

/** *Connect to …*: gives the address of the ledger's sign-in, and binds the visit to this browser. */
export const begin = action(
  {
    name: 'begin connecting',
    permission,
    input: z.object({ ledger: z.enum(ledgerNames), connectionId: z.uuid().nullable() }),
  },
  async ({ scope, input }) => {
    const begun = await beginConnecting(scope, input.ledger, input.connectionId);
    if (!begun.ok) return begun;
    const { url, attemptId, browserSecret } = begun.value;
    const { name, options } = attemptCookie(attemptId);
    (await cookies()).set(name, browserSecret, options);
    return ok({ url });
  },
);

/** *Finish* */
export const finish = action(
  {
    name: 'finish connecting',
    permission,
    input: z.object({
      attemptId: z.uuid(),
      organisationId: textSchema(z, { longest: 100, missing: 'Choose the organisation.' }),
      movesFromOther: z.boolean(),
    }),
  },
  ({ scope, input }) => finishConnecting(scope, input),
);

/** *Refresh integration data* */
export const refresh = action(
  { name: 'refresh integration data', permission, input: z.object({ connectionId: z.uuid() }) },
  ({ scope, input }) => startRefresh(scope, input.connectionId, 'PERSON'),
);

/** *Disconnect* */
export const endConnection = action(
  { name: 'disconnect', permission, input: z.object({ connectionId: z.uuid() }) },
  ({ scope, input }) => disconnect(scope, input.connectionId),
);
