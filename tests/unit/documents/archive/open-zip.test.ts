import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openZip, type RandomBytes, unzipped } from '#lib/documents/archive/open-zip.ts';
import { type ZipEntry, zipped } from '#lib/inbox/export/zip.ts';

async function packed(entries: AsyncIterable<ZipEntry>): Promise<RandomBytes> {
  const parts: Buffer[] = [];
  for await (const part of zipped(entries, new Date())) parts.push(part);
  const bytes = Buffer.concat(parts);
  return { size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) };
}

async function* inParts(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

test('files come out of an archive as they went in, deflated or not', async () => {
  const contents = [Buffer.from('a line\n'.repeat(50_000)), randomBytes(300_000), Buffer.alloc(0)];
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const [place, bytes] of contents.entries()) {
      yield { name: `deflated ${place}`, parts: inParts(bytes), isDeflated: true };
      yield { name: `as it is ${place}`, bytes };
    }
  }
  const zip = await packed(entries());
  const files = await openZip(zip, { maxEntries: 10 });
  for (const [place, bytes] of contents.entries()) {
    for (const name of [`deflated ${place}`, `as it is ${place}`]) {
      const file = files.get(name);
      if (!file) throw new Error(`${name} is missing`);
      const read: Buffer[] = [];
      for await (const part of unzipped(zip, file)) read.push(part);
      expect(Buffer.concat(read).equals(bytes), name).toBe(true);
    }
  }
  expect(zip.size).toBeLessThan(1_000_000);
});

test('an archive may have more files than the first version of the format counts', async () => {
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (let number = 0; number < 66_000; number++) yield { name: `documents/${number}`, bytes: Buffer.from('x') };
  }
  const files = await openZip(await packed(entries()), { maxEntries: 70_000 });
  expect(files.size).toBe(66_000);
  expect(files.has('documents/65999')).toBe(true);
});
