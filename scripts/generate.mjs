/** Writes the database client that `prisma/schema.prisma` describes to `prisma/generated`. Run by `npm install`. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { isMain } from './lib/is-main.mjs';
import { inProject, root } from './lib/paths.mjs';
import { exitWith, PlainError, plainReason } from './lib/plain-error.mjs';

const modifiedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** True when the client is missing, or older than the schema or the installed packages. */
export function isClientStale() {
  const sources = [inProject('prisma/schema.prisma'), inProject('node_modules/.package-lock.json')];
  return modifiedAt(inProject('prisma/generated/client.ts')) < Math.max(...sources.map(modifiedAt));
}

/** Generates the client. Needs no network: the query compiler is WebAssembly inside the package. */
export async function generateClient() {
  const prisma = inProject('node_modules/prisma/build/index.js');
  const env = {
    ...process.env,
    // The command looks for the schema engine, a download, although generating never runs it: any executable will do.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  try {
    await promisify(execFile)(process.execPath, [prisma, 'generate'], { cwd: root, env });
  } catch (cause) {
    const what = 'The database client could not be generated';
    const output = `${cause.stdout ?? ''}${cause.stderr ?? ''}` || cause.message;
    throw plainReason(what, output, cause) ?? new PlainError(`${what}:\n${output.trim()}`, { cause });
  }
}

if (isMain(import.meta)) await generateClient().catch(exitWith);
