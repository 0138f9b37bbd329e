import { isLedgerName, webhooksOf } from '#lib/ledger/ledgers.ts';
import { readBody } from '#lib/webhooks/read-body.ts';
import { receiveDelivery } from '#lib/webhooks/receive-delivery.ts';

export const dynamic = 'force-dynamic';

/**
 * Where a ledger tells of changes by itself. The answers have no words: 200 for what it signed, 401 for what it did not,
 * so that it learns that signatures are checked.
 */
export async function POST(request: Request, { params }: RouteContext<'/api/webhooks/[ledger]'>): Promise<Response> {
  const { ledger } = await params;
  const webhooks = isLedgerName(ledger) ? webhooksOf(ledger) : null;
  if (!isLedgerName(ledger) || !webhooks) return new Response(null, { status: 404 });
  const body = await readBody(request, webhooks.maxBytes);
  if (!body) return new Response(null, { status: 413 });
  const received = await receiveDelivery(ledger, request.headers.get(webhooks.signatureHeader), body);
  return new Response(null, { status: received === 'taken' ? 200 : 401 });
}
