import { Readable, type Transform } from 'node:stream';

/** Parts as a transform makes them; more are asked for as those before are taken. */
export async function* through(parts: AsyncIterable<Uint8Array>, transform: Transform): AsyncGenerator<Buffer> {
  const source = Readable.from(parts);
  source.on('error', (error) => transform.destroy(error));
  try {
    yield* source.pipe(transform) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    transform.destroy();
  }
}
