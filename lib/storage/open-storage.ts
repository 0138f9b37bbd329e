import { env } from '#lib/env.ts';
import { LocalDisk } from './local-disk.ts';
import type { Storage } from './storage.ts';

let opened: Storage | undefined;

/** Where this installation keeps its documents. */
export function storage(): Storage {
  opened ??= new LocalDisk(env().STORAGE_DIR);
  return opened;
}
