import { readGuidePicture } from '../../read-guide.ts';

const NOT_FOUND = 404;

/** A picture of the guide, the same for everybody. */
export async function GET(_: Request, { params }: RouteContext<'/guide/images/[picture]'>): Promise<Response> {
  const picture = await readGuidePicture((await params).picture);
  if (!picture) return new Response('Not found', { status: NOT_FOUND });
  return new Response(new Uint8Array(picture), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' },
  });
}
