import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type WorkerProcess = {
  pid: number;
  /** As a power cut would: nothing more is written, and nothing is given back. */
  kill(): Promise<void>;
  /** As a deployment would. */
  stop(): Promise<void>;
};

/** A real worker process on the test's database and queue; ready when this returns. */
export async function startWorker(settings: Record<string, string> = {}): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['workers/main.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, ...settings, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await ready(child);
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, kill: end('SIGKILL'), stop: end('SIGTERM') };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it was ready`)));
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('worker ready')) resolve();
    });
  });
}
