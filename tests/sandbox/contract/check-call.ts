import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoggedCall } from '../server/call-log.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/reference/xero-openapi/', import.meta.url));

/** Xero's contract is no part of this repository; where the folder beside it is absent, nothing is checked. */
export const isContractThere = existsSync(FOLDER);

type Call = Pick<LoggedCall, 'method' | 'path' | 'requestBody' | 'status' | 'answerBody'>;

/**
 * What is wrong with a call by Xero's contract: with what was sent, and with what was answered. Empty when all is right;
 * `undefined` when nothing of it can be held against the contract.
 */
export async function checkCall({ method, path, ...call }: Call): Promise<string[] | undefined> {
  const resource = /^\/api\.xro\/2\.0(\/.*)$/i.exec(path)?.[1];
  if (!isContractThere || !resource) return undefined;
  // Loaded when it is first needed: reading the contract takes longer than starting the sandbox.
  const { requestProblems, answerProblems } = await import('./call-problems.ts');
  const sent = parsed(method === 'GET' ? '' : call.requestBody);
  const answered = parsed(call.status === 200 ? call.answerBody : '');
  const checked = [
    sent && requestProblems(method, resource, sent)?.map((problem) => `Asked: ${problem}`),
    answered && answerProblems(method, resource, answered)?.map((problem) => `Answered: ${problem}`),
  ].filter((problems) => problems !== undefined);
  return checked.length > 0 ? checked.flat() : undefined;
}

/** A body that is JSON and was kept whole. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
