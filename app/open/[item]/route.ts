import { redirect } from 'next/navigation';
import { z } from 'zod';
import { currentIdentity, requireUser } from '#lib/access.ts';
import { addressOfItem } from '#lib/inbox/open-item.ts';

/** The link that a published document carries in the ledger: to the item, for those who may see it. */
export async function GET(_request: Request, { params }: RouteContext<'/open/[item]'>): Promise<Response> {
  await requireUser();
  const identity = await currentIdentity();
  const id = z.uuid().safeParse((await params).item);
  const path = identity && id.success ? await addressOfItem(identity, id.data) : null;
  if (path) redirect(path);
  return new Response('There is no such item, or it is not yours to see.', { status: 404 });
}
