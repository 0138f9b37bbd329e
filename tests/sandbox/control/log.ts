import { z } from 'zod';
import { checkCall } from '../contract/check-call.ts';
import { control } from './reply.ts';

const MOST_CHECKED = 200;

/**
 * The last calls that a query selects, the oldest first. With `contract=true` the newest of them also say what is wrong
 * with them by Xero's contract: nothing, or `null` where it says nothing about them.
 */
export const readLog = control(z.unknown(), async (sandbox, _body, _params, { query }) => {
  const wanted = (name: string) => query.get(name)?.toLowerCase() ?? '';
  const selected = sandbox.log.list(
    (call) =>
      call.method.toLowerCase().includes(wanted('method')) &&
      call.path.toLowerCase().includes(wanted('path')) &&
      (call.tenantId ?? '').includes(wanted('tenantId')) &&
      call.id > Number(query.get('after') ?? 0),
  );
  if (wanted('contract') !== 'true') return { count: selected.length, calls: selected };
  const calls = [];
  for (const call of selected.slice(-MOST_CHECKED)) calls.push({ ...call, contract: (await checkCall(call)) ?? null });
  return { count: calls.length, calls };
});
