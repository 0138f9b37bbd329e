import { route } from '#lib/action.ts';
import { listen } from '#lib/events/listen.ts';

export const dynamic = 'force-dynamic';

/** Keeps proxies from closing a quiet connection. */
const BEAT_MS = 25_000;
/** Then the browser connects anew, and its membership is checked anew. */
const LIFE_MS = 5 * 60_000;

/** Live events of the business, as server-sent events: what changed, never its content. */
export const GET = route({ permission: 'items.see' }, ({ scope, request }) => {
  const encoder = new TextEncoder();
  let release = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const stop = listen(scope.businessId, (announcement) => send(`data: ${JSON.stringify(announcement)}\n\n`));
      const beat = setInterval(() => send(': beat\n\n'), BEAT_MS);
      const end = () => {
        release();
        controller.close();
      };
      const ending = setTimeout(end, LIFE_MS);
      request.signal.addEventListener('abort', end);
      release = () => {
        stop();
        clearInterval(beat);
        clearTimeout(ending);
        request.signal.removeEventListener('abort', end);
      };
      send('retry: 2000\n\n');
    },
    cancel: () => release(),
  });
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
});
