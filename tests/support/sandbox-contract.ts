import { checkCall, isContractThere } from '#tests/sandbox/contract/check-call.ts';
import { control } from './sandbox-control.ts';
import { contractProblems } from './xero-contract.ts';

type Call = { method: string; path: string; status: number; requestBody: string; answerBody: string };

/**
 * Holds every call that the sandbox logged against Xero's official contract: bodies that the app sent and answers that
 * it got. Null where the contract is absent.
 */
export async function checkCalls(): Promise<{ count: number; problems: string[] } | null> {
  if (!isContractThere) return null;
  const { calls } = await control<{ calls: Call[] }>('GET', '/log');
  const problems: string[] = [];
  let count = 0;
  for (const call of calls) {
    const found = call.path === '/connections' ? connectionProblems(call) : await checkCall(call);
    if (!found) continue;
    count += 1;
    problems.push(...found.map((problem) => `${call.method} ${call.path}: ${problem}`));
  }
  return { count, problems };
}

function connectionProblems({ status, answerBody }: Call): string[] | undefined {
  if (status !== 200) return undefined;
  const connections = JSON.parse(answerBody) as unknown[];
  return connections.flatMap((connection) => contractProblems('identity', 'Connection', connection));
}
