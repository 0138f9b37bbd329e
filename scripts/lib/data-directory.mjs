/** The folder with everything this installation must keep: database, documents, secrets, logs. Its owner's only. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlainError } from './plain-error.mjs';

/** Makes the folder when missing, readable by its owner only. */
export function openDataDirectory(directory) {
  makeFolder(join(directory, 'logs'));
  chmodSync(directory, 0o700);
}

/** One folder after the other: when asked for all at once, Node.js calls a read-only disk a missing file. */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** The locks this process holds: one that is collected as garbage would be given back. */
const held = new Set();
const sqliteBusy = 5;

/**
 * Claims the folder for this process, so that nothing else is started on it. The claim is a lock that the operating
 * system takes back when the process is gone, however it ended; a file beside it only says who holds it. The lock is
 * one that SQLite takes, which is the one way to lock a file that Node.js has on every system.
 * @returns {() => void} Gives the claim back.
 */
export function claim(directory, address) {
  const path = join(directory, 'running.json');
  const lock = takeLock(join(directory, 'running.lock'));
  if (!lock) {
    const holder = readClaim(path);
    const who = holder ? ` (process ${holder.pid}, ${holder.address})` : '';
    throw new PlainError(`Intray is already running from ${directory}${who}. Stop that one first.`);
  }
  held.add(lock);
  const release = () => {
    rmSync(path, { force: true });
    held.delete(lock);
    lock.close();
  };
  try {
    writeWhole(path, JSON.stringify({ pid: process.pid, address }));
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/** Null when another process holds it. */
function takeLock(path) {
  // Loaded when it is needed: this file is also read by an older Node.js, before ours takes over.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  // SQLite would say less about why a file cannot be made.
  if (!existsSync(path)) writeFileSync(path, '');
  try {
    const lock = new DatabaseSync(path);
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (cause) {
    if (cause.errcode === sqliteBusy) return null;
    throw new PlainError(`${path} cannot be locked: ${cause.message}. DATA_DIR needs a disk that can lock files.`, {
      cause,
    });
  }
}

function readClaim(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
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
