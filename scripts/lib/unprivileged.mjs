/** Running a program that refuses to run as root, wherever the project lies. */
import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from './plain-error.mjs';

const run = promisify(execFile);

/** Number of the Linux capability to pass through and read any folder. */
const dacReadSearch = 2n;

/**
 * The user that root lends to PostgreSQL: `postgres`, made when missing. Null when we are an ordinary user already.
 * @returns {Promise<{ uid: number, gid: number } | null>}
 */
export async function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return null;
  return readAccount().catch(async () => {
    try {
      await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
      return await readAccount();
    } catch (cause) {
      throw new PlainError(
        'PostgreSQL cannot run as root, and no user for it could be made. Start Intray as an ordinary user, or set DATABASE_URL.',
        { cause },
      );
    }
  });
}

async function readAccount() {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * How to run `binary` as `account` on the files in `directory`: the command, its first arguments and the options for
 * Node. Where a folder on the way (such as /root) is closed to other users, the program gets the capability to pass
 * through it: the one to read, or in a container that lacks that one, the one that every root has.
 */
export async function runAs(account, binary, directory) {
  // npm does not always keep the permission to execute.
  if ((statSync(binary).mode & 0o111) !== 0o111) chmodSync(binary, 0o755);
  if (!account) return { command: binary, prefix: [], options: {} };
  const closed = closedFolder(binary) ?? closedFolder(directory);
  if (!closed) return { command: binary, prefix: [], options: account };
  const capability = `+${holdsCapability(dacReadSearch) ? 'dac_read_search' : 'dac_override'}`;
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  // access(2), by which initdb looks for the server, forgets the capabilities of whoever was root, but for this bit.
  const kept = ['--securebits=+no_setuid_fixup', `--inh-caps=${capability}`, `--ambient-caps=${capability}`];
  const prefix = [...ids, ...kept, '--', binary];
  await run('setpriv', [...prefix, '--version']).catch((cause) => {
    throw new PlainError(
      `PostgreSQL does not run as root, and the user "postgres" that would run it may not pass through ${closed}, which is closed to others. Start Intray as an ordinary user who owns that folder, or set DATABASE_URL.`,
      { cause },
    );
  });
  return { command: 'setpriv', prefix, options: {} };
}

/** The first folder on the way to `path` that not everybody may enter; null when there is none. */
function closedFolder(path) {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}

function holdsCapability(number) {
  const held = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return ((BigInt(`0x${held}`) >> number) & 1n) === 1n;
}
