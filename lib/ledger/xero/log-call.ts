import { log } from '#lib/log.ts';

type AnsweredCall = { organisationId?: string; isWrite: boolean; status: number; headers: Record<string, string> };

/** Under its correlation id Xero's support finds a call again. Refusals always, what was written, and else in detail only. */
export function logCall({ organisationId, isWrite, status, headers }: AnsweredCall): void {
  const told = { organisationId, status, correlationId: headers['xero-correlation-id'] };
  if (status >= 400) log.warn(told, 'Xero refused a call');
  else if (isWrite) log.info(told, 'Xero took a write');
  else log.debug(told, 'Xero answered');
}
