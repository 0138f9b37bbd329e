import { route } from '#lib/action.ts';
import { currentSession } from '#lib/auth.ts';
import { eventStream, streamRequest } from './event-stream.ts';

export const dynamic = 'force-dynamic';

/** Live events of the business, from the one after `Last-Event-ID` or `?since=` on. */
export const GET = route({ permission: 'items.see' }, async ({ scope: { businessId, actor }, request }) => {
  const sessionId = (await currentSession())?.id ?? '';
  const asked = { businessId, userId: actor.userId, sessionId, ...streamRequest(request) };
  return new Response(eventStream(asked), {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
});
