import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const timeoutMs = 300_000;

/** Installs a Debian package. Does nothing where there is no apt, or we may not use it. */
export async function aptInstall(name) {
  const options = { timeout: timeoutMs, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    await run('apt-get', ['update', '-q'], options);
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], options);
  } catch {
    // Whoever asked looks whether it is there now, and says what its absence means.
  }
}
