import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { db } from '#lib/db.ts';
import { openDataDirectory } from '#scripts/lib/data-directory.mjs';
import { freePort } from '#scripts/lib/ports.mjs';
import { readSettings } from '#scripts/lib/settings.mjs';
import { startStack } from '#scripts/lib/stack.mjs';
import { sessionOf } from '#tests/support/sign-in.ts';

export type Web = {
  url: string;
  /** Asks for a page as somebody who is signed in, reads it whole, and fails on any answer but 200. */
  page: (path: string) => Promise<string>;
  /** Resident memory of the web server, in MB. */
  memoryMb: () => number;
  stop: () => Promise<void>;
};

/** The whole product as `npm start` runs it, on the database of the benchmark, with its demo people. */
export async function startWeb(): Promise<Web> {
  const directory = mkdtempSync(join(tmpdir(), 'intray-bench-web-'));
  openDataDirectory(directory);
  const settings = readSettings({
    ...process.env,
    DATA_DIR: directory,
    REDIS_URL: '',
    APP_URL: '',
    XERO_CLIENT_ID: '',
    PORT: String(await freePort()),
    XERO_SANDBOX_PORT: String(await freePort()),
  });
  const stack = await startStack(settings, { step: (_title, work) => work(), show: () => {} });
  const url = `http://localhost:${settings.port}`;
  process.env.INTRAY_E2E_URL = url;
  const { cookies } = await sessionOf('ADMIN');
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return {
    url,
    async page(path) {
      const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
      const body = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      return body;
    },
    memoryMb: () => residentMb(webServerOf(directory)),
    async stop() {
      await stack.stop();
      await db.$disconnect();
      rmSync(directory, { recursive: true });
    },
  };
}

/** The process of the web server that keeps its data in this folder. */
function webServerOf(directory: string): string {
  const pid = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return (
        readFileSync(`/proc/${name}/environ`, 'utf8').includes(`DATA_DIR=${directory}\0`) &&
        /next/.test(readFileSync(`/proc/${name}/cmdline`, 'utf8'))
      );
    } catch {
      return false;
    }
  });
  if (!pid) throw new Error('The web server is not among the processes');
  return pid;
}

const residentMb = (pid: string) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
