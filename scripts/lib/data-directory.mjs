/** The folder with everything this installation must keep: database, documents, secrets, logs. Its owner's only. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.mjs';

/** Makes the folder when missing, readable by its owner only. */
export function openDataDirectory(directory) {
  mkdirSync(join(directory, 'logs'), { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
}

/**
 * Claims the folder for this process, so that nothing else is started on it; a claim whose process is gone is taken over.
 * @returns {() => void} Gives the claim back.
 */
export function claim(directory, address) {
  const path = join(directory, 'running.json');
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid), address });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    const holder = existsSync(path) ? readClaim(path) : null;
    if (holder && birthOf(holder.pid) === holder.born) {
      throw new PlainError(
        `Intray is already running from ${directory} (process ${holder.pid}, ${holder.address}). Stop that one first.`,
      );
    }
    rmSync(path, { force: true });
    linkSync(draft, path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    throw new PlainError(`Intray is being started from ${directory} by another process at this moment.`);
  } finally {
    rmSync(draft);
  }
  return () => rmSync(path, { force: true });
}

function readClaim(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** When a process began, which tells it from a later one with the same number; empty when there is none. */
function birthOf(pid) {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}

/**
 * The secrets of an installation that was given none, made on first start and kept in `secrets.json`.
 * @returns {{ NEXTAUTH_SECRET: string, ENCRYPTION_KEYS: string, POSTGRES_PASSWORD: string }}
 */
export function secrets(directory) {
  const path = join(directory, 'secrets.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  if (existsSync(join(directory, 'postgres'))) {
    throw new PlainError(
      `${path} is missing, and without it the database beside it cannot be opened. Restore it from your backup.`,
    );
  }
  const random = (encoding) => randomBytes(32).toString(encoding);
  const made = {
    NEXTAUTH_SECRET: random('base64url'),
    ENCRYPTION_KEYS: `k1:${random('base64')}`,
    POSTGRES_PASSWORD: random('base64url'),
  };
  writeWhole(path, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

/** The port the embedded database had last time, so that other programs find it where it was; 0 before the first. */
export function lastPostgresPort(directory) {
  const path = join(directory, 'postgres.port');
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
}

export const rememberPostgresPort = (directory, port) => writeWhole(join(directory, 'postgres.port'), String(port));

/** All or nothing, also when the disk fills up. */
function writeWhole(path, text) {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
