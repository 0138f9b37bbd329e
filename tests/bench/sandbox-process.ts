import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SandboxProcess = { url: string; pid: number; stop: () => Promise<void> };

/** The sandbox in a process of its own, since a ledger never works in ours. */
export async function startSandboxProcess(port: number): Promise<SandboxProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'xero-sandbox-'));
  const sandbox = spawn(process.execPath, ['tests/sandbox/main.ts'], {
    env: { ...process.env, XERO_SANDBOX_PORT: String(port), XERO_SANDBOX_DIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(sandbox.stdout, 'data');
  const url = /http:\/\/localhost:\d+/.exec(String(line))?.[0];
  if (!url) throw new Error(`The sandbox did not start: ${line}`);
  return {
    url,
    pid: sandbox.pid ?? 0,
    async stop() {
      sandbox.kill('SIGTERM');
      await once(sandbox, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
