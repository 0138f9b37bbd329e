import { setTimeout as wait } from 'node:timers/promises';
import { internalError } from '../accounting/api/failures.ts';
import { type Answer, empty } from '../server/answer.ts';
import type { Fault } from './faults.ts';

/** What a fault answers in place of the sandbox, after its delay; `undefined` lets the call go on. */
export async function faultAnswer(fault: Fault | undefined): Promise<Answer | undefined> {
  if (!fault) return undefined;
  if (fault.milliseconds > 0) await wait(fault.milliseconds);
  if (fault.kind === 'rubbish') {
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Bad gateway, but not quite' };
  }
  return fault.kind === 'status' ? answerWith(fault.status) : undefined;
}

function answerWith(status: number): Answer {
  if (status === 429)
    return empty(429, { 'retry-after': '5', 'x-rate-limit-problem': 'minute', 'x-minlimit-remaining': '0' });
  if (status === 500) return internalError();
  const plain = { 'content-type': 'text/plain; charset=utf-8' };
  if (status === 503) return { status, headers: plain, body: 'The Xero API is temporarily unavailable' };
  return { status, headers: plain, body: `Fault ${status}` };
}
