import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { stopLimits } from '#lib/operations/stop-web.ts';

type Web = { process: ChildProcessWithoutNullStreams; port: number };

async function startWeb({ port = 0, limits = {} as Partial<typeof stopLimits> } = {}): Promise<Web> {
  const program = 'tests/integration/operations/web-program.ts';
  const child = spawn(process.execPath, [program, String(port), JSON.stringify(limits)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { process: child, port: Number(line) };
}

/** Tells it to stop, and gives how it ended. */
async function stop({ process: child }: Web) {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return code;
}

/** A reverse proxy before web servers, with kept connections: those in order take turns, which it looks at all the time. */
async function startProxy(ports: number[]) {
  const agent = new Agent({ keepAlive: true });
  const well = new Set(ports);
  const looking = setInterval(() => {
    for (const port of ports) {
      fetch(`http://127.0.0.1:${port}/api/health`).then(
        ({ ok }) => (ok ? well.add(port) : well.delete(port)),
        () => well.delete(port),
      );
    }
  }, 100);
  let turn = 0;
  const pass = (from: IncomingMessage, to: ServerResponse, body: Buffer) => {
    turn += 1;
    const port = [...well][turn % well.size];
    const { method, url: path, headers } = from;
    const passed = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    passed.on('error', (error) => to.writeHead(502).end(error.message));
    passed.end(body);
  };
  const proxy = createServer(async (from, to) => pass(from, to, Buffer.concat(await from.toArray())));
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    clearInterval(looking);
    agent.destroy();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, well };
}

test('a web server that is told to stop ends at once while pages listen for live events', async () => {
  // Longer than a test may take: were it to wait for one of these, it would not end.
  const web = await startWeb({ limits: { graceMs: 600_000, endAfterMs: 600_000 } });
  const page = await fetch(`http://127.0.0.1:${web.port}/stream`);
  expect(await stop(web)).toBe(0);
  expect(await page.text(), 'the stream ended whole').toBe('retry: 2000\n\n');
});

test('it ends within five seconds whatever is not answered by then', async () => {
  expect(stopLimits.endAfterMs).toBeLessThan(5_000);
  const web = await startWeb({ limits: { endAfterMs: 1_000 } });
  await fetch(`http://127.0.0.1:${web.port}/endless`);
  expect(await stop(web)).toBe(0);
});

test('no request fails while two web servers behind a proxy are replaced one after the other', async () => {
  const webs = [await startWeb(), await startWeb()];
  const { url, well } = await startProxy(webs.map(({ port }) => port));
  let isOver = false;
  const answers: Record<string, number> = {};
  const people = Array.from({ length: 8 }, async (_, index) => {
    while (!isOver) {
      const response = await fetch(url, index % 2 ? { method: 'POST', body: 'a change' } : {});
      const answer = `${response.status} ${await response.text()}`;
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  });
  await expect.poll(() => answers['200 answered']).toBeGreaterThan(8);
  for (const web of webs) {
    await stop(web);
    await startWeb({ port: web.port });
    await expect.poll(() => well.size).toBe(2);
  }
  await expect.poll(() => answers['200 answered']).toBeGreaterThan(50);
  isOver = true;
  await Promise.all(people);
  expect(Object.keys(answers)).toEqual(['200 answered']);
});
