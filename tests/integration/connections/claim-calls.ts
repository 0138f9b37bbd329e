/** A worker process of its own: claims calls as fast as it can, and prints how many it was given. */

import { claimCall } from '#lib/connections/call-budget.ts';
import { settleCall } from '#lib/connections/settle-call.ts';
import { db } from '#lib/db.ts';
import { unknownUsage } from '#lib/ledger/ledger-session.ts';

const [organisationId = '', count = '1'] = process.argv.slice(2);
const claim = async () => {
  const claimed = await claimCall('xero', organisationId, 'person');
  if (claimed.ok) await settleCall(claimed.value, unknownUsage, null);
  return claimed.ok;
};
const given: boolean[] = [];
// Two at a time in each process, so that the limit of calls at once stays out of the way.
await Promise.all(
  [1, 2].map(async () => {
    for (let index = 0; index < Number(count) / 2; index += 1) given.push(await claim());
  }),
);
console.log(given.filter(Boolean).length);
await db.$disconnect();
