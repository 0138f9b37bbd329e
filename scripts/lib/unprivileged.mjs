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
export function runAs(account, binary, directory) {
  // npm does not always keep the permission to execute.
  if ((statSync(binary).mode & 0o111) !== 0o111) chmodSync(binary, 0o755);
  if (!account) return { command: binary, prefix: [], options: {} };
  if (isOpenToAll(binary) && isOpenToAll(directory)) return { command: binary, prefix: [], options: account };
  const capability = `+${holdsCapability(dacReadSearch) ? 'dac_read_search' : 'dac_override'}`;
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const prefix = [...ids, `--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--', binary];
  return { command: 'setpriv', prefix, options: {} };
}

function isOpenToAll(path) {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function holdsCapability(number) {
  const held = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return ((BigInt(`0x${held}`) >> number) & 1n) === 1n;
}
