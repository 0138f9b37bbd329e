import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

type Web = { process: ChildProcessWithoutNullStreams; port: number };

async function startWeb(port = 0): Promise<Web> {
  const child = spawn(process.execPath, ['tests/integration/operations/web-program.ts', String(port)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { process: child, port: Number(line) };
}

/** Tells it to stop, and gives how long that took and how it ended. */
async function stop({ process: child }: Web) {
  const askedAt = performance.now();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return { code, tookMs: performance.now() - askedAt };
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
  const web = await startWeb();
  const page = await fetch(`http://127.0.0.1:${web.port}/stream`);
  const { code, tookMs } = await stop(web);
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(2_000);
  expect(await page.text(), 'the stream ended whole').toBe('retry: 2000\n\n');
});

test('it ends within five seconds whatever is not answered by then', async () => {
  const web = await startWeb();
  await fetch(`http://127.0.0.1:${web.port}/endless`);
  expect((await stop(web)).tookMs).toBeLessThan(5_000);
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
    await startWeb(web.port);
    await expect.poll(() => well.size).toBe(2);
  }
  isOver = true;
  await Promise.all(people);
  expect(Object.keys(answers)).toEqual(['200 answered']);
  expect(answers['200 answered']).toBeGreaterThan(50);
});
