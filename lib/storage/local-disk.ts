import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Storage } from './storage.ts';

/** Segments of our own making, such as ids: neither dots nor anything else that could leave the folder. */
const KEY = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;

/** Files under one folder. A file is written beside its place, flushed, then renamed: it is whole or not there. */
export class LocalDisk implements Storage {
  private readonly directory: string;

  constructor(directory: string) {
    this.directory = resolve(directory);
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    await this.write(key, (file) => file.writeFile(bytes));
  }

  async putParts(key: string, parts: AsyncIterable<Uint8Array>): Promise<number> {
    let size = 0;
    await this.write(key, async (file) => {
      for await (const part of parts) {
        await file.writeFile(part);
        size += part.length;
      }
    });
    return size;
  }

  get(key: string): Promise<Buffer> {
    return readFile(this.pathOf(key));
  }

  parts(key: string): AsyncIterable<Uint8Array> {
    return createReadStream(this.pathOf(key));
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { recursive: true, force: true });
  }

  private async write(key: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
    const path = this.pathOf(key);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, `.${randomUUID()}.draft`);
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await fill(file);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(folder);
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new RangeError(`Not a storage key: ${key}`);
    return join(this.directory, key);
  }
}

/** Makes the rename itself last. Windows can't open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
