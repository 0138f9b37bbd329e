import { control } from './sandbox-control.ts';
import { contractProblems, hasContract, schemaOfPath } from './xero-contract.ts';

type Call = { method: string; path: string; status: number; requestBody: string; answerBody: string };

/**
 * Holds every call that the sandbox logged against Xero's official contract: bodies that the app sent and answers that
 * it got. Null where the contract is absent.
 */
export async function checkCalls(): Promise<{ count: number; problems: string[] } | null> {
  if (!hasContract) return null;
  const { calls } = await control<{ calls: Call[] }>('GET', '/log');
  const problems: string[] = [];
  let count = 0;
  const hold = (what: string, contract: 'accounting' | 'identity', schema: string, text: string) => {
    count += 1;
    for (const problem of contractProblems(contract, schema, JSON.parse(text))) problems.push(`${what}: ${problem}`);
  };
  for (const { method, path, status, requestBody, answerBody } of calls) {
    const what = `${method} ${path}`;
    if (path === '/connections' && status === 200) {
      for (const connection of JSON.parse(answerBody)) hold(what, 'identity', 'Connection', JSON.stringify(connection));
    }
    const resource = path.split('/api.xro/2.0/')[1];
    if (!resource) continue;
    const schema = schemaOfPath(resource);
    const isUpload = schema === 'Attachments' && method !== 'GET';
    if (method !== 'GET' && !isUpload) hold(`${what}, sent`, 'accounting', schema, requestBody);
    if (status === 200 && answerBody) hold(`${what}, answered`, 'accounting', schema, answerBody);
  }
  return { count, problems };
}
