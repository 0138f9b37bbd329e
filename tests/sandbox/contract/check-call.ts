import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoggedCall } from '../server/call-log.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/reference/xero-openapi/', import.meta.url));

/** Xero's contract is no part of this repository; where the folder beside it is absent, nothing is checked. */
export const isContractThere = existsSync(FOLDER);

/**
 * What is wrong with a call by Xero's contract: with what was sent, and with what was answered. Empty when all is right;
 * `undefined` when nothing of it can be held against the contract.
 */
export async function checkCall(call: LoggedCall): Promise<string[] | undefined> {
  const resource = call.path.split('/api.xro/2.0/')[1];
  if (!isContractThere || !resource) return undefined;
  // Loaded when it is first needed: reading the contract takes longer than starting the sandbox.
  const { contractProblems, schemaOfPath } = await import('./xero-contract.ts');
  const schema = schemaOfPath(resource);
  const bodies = [
    { what: 'Asked', text: call.method === 'GET' ? '' : call.requestBody },
    { what: 'Answered', text: call.status === 200 ? call.answerBody : '' },
  ];
  const checked = bodies.flatMap(({ what, text }) => {
    const value = parsed(text);
    if (value === undefined) return [];
    // One object alone may stand for a list of one.
    const list = Object.keys(value).some((key) => key.toLowerCase() === schema.toLowerCase());
    const whole = what === 'Asked' && !list && !Array.isArray(value) ? { [schema]: [value] } : value;
    return [contractProblems('accounting', schema, whole).map((problem) => `${what}: ${problem}`)];
  });
  return checked.length > 0 ? checked.flat() : undefined;
}

/** A body that is a JSON object and was kept whole. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
