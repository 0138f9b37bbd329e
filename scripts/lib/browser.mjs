/** Finds the Chromium that tests run in, or gets one. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { aptInstall } from './apt.mjs';
import { inProject, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const downloadTimeoutMs = 240_000;

/**
 * Path of the Chromium to test with: the one CHROMIUM_PATH names, Playwright's own, or the system's; null when there
 * is none.
 * @returns {Promise<string | null>}
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new PlainError(`CHROMIUM_PATH names ${named}, which does not exist.`);
  const { chromium } = await import('@playwright/test');
  return [named, chromium.executablePath(), ...installed].find((path) => path && existsSync(path)) ?? null;
}

/** Installs a Chromium: Playwright's, or where that cannot be downloaded, the system's. */
export async function installBrowser() {
  const isRoot = process.getuid?.() === 0;
  const cli = inProject('node_modules/@playwright/test/cli.js');
  const args = [cli, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'];
  const downloading = promisify(execFile)(process.execPath, args, { cwd: root, timeout: downloadTimeoutMs });
  await downloading.catch(() => {});
  // The one without windows needs two thirds of the processor; not every Debian has it.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (!(await findBrowser()) && isRoot) await aptInstall(name);
  }
  if (await findBrowser()) return;
  throw new PlainError(
    'The tests need Chromium, and none could be installed. Install it with your system, or set CHROMIUM_PATH to one.',
  );
}
