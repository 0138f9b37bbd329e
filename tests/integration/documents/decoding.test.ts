import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { DecoderPool, type PoolLimits, poolLimits } from '#lib/documents/decoding/pool.ts';
import {
  aCrashingPdf,
  aHeic,
  aHungryPdf,
  aLockedPdf,
  aPdf,
  aPicture,
  aSlowPdf,
  hostileFiles,
} from '#tests/support/files.ts';

const MB = 1024 * 1024;
const good = { ok: true, document: expect.objectContaining({ mimeType: 'application/pdf', pageCount: 1 }) };

/** Two processes of its own, so that who is served where can be told. */
const aPool = (limits: Partial<PoolLimits> = {}) => new DecoderPool({ ...poolLimits, processes: 2, ...limits });

const inspect = (pool: DecoderPool, bytes: Buffer, by = 'Alex') => inspectDocument(bytes, { for: by, pool });

const draw = (pool: DecoderPool, bytes: Buffer, by = 'Alex') =>
  drawPage({ read: async () => bytes, mimeType: 'application/pdf', page: 0, widthPx: 200 }, { for: by, pool });

const pids = (pool: DecoderPool) => pool.processes.map(({ pid }) => pid);

/** The process that works on a document just now. */
async function working(pool: DecoderPool): Promise<number> {
  const pid = () => pool.processes.find(({ hasBegun }) => hasBegun)?.pid;
  await expect.poll(pid).toBeTypeOf('number');
  return pid() ?? expect.fail();
}

describe('a document that fails is refused, and the next one is read', () => {
  test.each<[string, string, Partial<PoolLimits>, () => Buffer]>([
    ['its decoder crashes', 'broken', {}, aCrashingPdf],
    ['it takes too long', 'tooSlow', { processorLimitMs: 1_000 }, aSlowPdf],
    ['it takes too much memory', 'tooComplex', { memoryLimitBytes: 300 * MB }, aHungryPdf],
  ])('%s: %s', { timeout: 90_000 }, async (_what, code, limits, make) => {
    const pool = aPool(limits);
    expect(await inspect(pool, aPdf())).toEqual(good);
    const before = pids(pool);
    expect(await inspect(pool, make())).toEqual({ ok: false, code });
    expect(await inspect(pool, aPdf())).toEqual(good);
    expect(pids(pool)).not.toEqual(before);
    expect(await draw(pool, aPdf())).toMatchObject({ ok: true });
  });

  test('it is not read in time: busy', { timeout: 90_000 }, async () => {
    const pool = aPool({ timeLimitMs: 3_000 });
    // A limit by the clock, short as it is here, turns away a good one too while the machine is busy: it is sent again.
    const isRead = () => expect.poll(() => inspect(pool, aPdf()), { timeout: 60_000 }).toEqual(good);
    await isRead();
    const reading = inspect(pool, aSlowPdf());
    const pid = await working(pool);
    // It stands still from here on, at no cost to whatever else runs.
    process.kill(pid, 'SIGSTOP');
    expect(await reading).toEqual({ ok: false, code: 'busy' });
    await isRead();
    expect(pids(pool)).not.toContain(pid);
    await expect.poll(() => draw(pool, aPdf()), { timeout: 60_000 }).toMatchObject({ ok: true });
  });

  test('its process is killed while it works: broken', async () => {
    const pool = aPool();
    const reading = inspect(pool, aSlowPdf());
    const pid = await working(pool);
    process.kill(pid, 'SIGSEGV');
    expect(await reading).toEqual({ ok: false, code: 'broken' });
    expect(await inspect(pool, aPdf())).toEqual(good);
    expect(pids(pool)).not.toContain(pid);
  });

  test('a page that cannot be drawn is answered with the reason', async () => {
    const pool = aPool();
    expect(await draw(pool, aCrashingPdf())).toMatchObject({ ok: false, error: { code: 'broken' } });
    expect(await draw(pool, aLockedPdf())).toMatchObject({ ok: false, error: { code: 'encrypted' } });
    expect(await draw(pool, aPdf())).toMatchObject({ ok: true });
  });

  test('a process that dies with nothing to do costs nobody anything', async () => {
    const pool = aPool();
    await inspect(pool, aPdf());
    for (const { pid } of pool.processes) process.kill(pid ?? expect.fail(), 'SIGKILL');
    expect(await inspect(pool, aPdf())).toEqual(good);
  });

  test('one that is refused and does no harm leaves its process in use', async () => {
    const pool = aPool();
    await inspect(pool, aPdf());
    const before = pids(pool);
    const refused: [string, Buffer][] = [
      ['encrypted', aLockedPdf()],
      ['broken', Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
      ['broken', aHeic().subarray(0, 700)],
      ['broken', (await aPicture('png')).subarray(0, 60)],
      ['foreign', Buffer.from('Dear Sir or Madam')],
    ];
    for (const [code, bytes] of refused) expect(await inspect(pool, bytes)).toEqual({ ok: false, code });
    expect(await inspect(pool, aPdf())).toEqual(good);
    expect(pids(pool)).toEqual(before);
  });
});

test('a process that has grown is replaced, after it has answered', async () => {
  const pool = aPool({ keptMemoryBytes: 1 * MB });
  expect(await inspect(pool, aPdf())).toEqual(good);
  const before = pids(pool);
  expect(await draw(pool, aPdf())).toMatchObject({ ok: true });
  expect(pids(pool)).not.toEqual(before);
});

test('a process ends when it has had nothing to do for long enough', async () => {
  const pool = aPool({ idleMs: 1 });
  expect(await inspect(pool, aPdf())).toEqual(good);
  await expect.poll(() => pids(pool)).toEqual([]);
});

describe("one person's slow documents", () => {
  test("do not hold up another person's", async () => {
    const pool = aPool();
    const storage = Promise.withResolvers<void>();
    const waiting = { mimeType: 'application/pdf', page: 0, widthPx: 200 } as const;
    let served = 0;
    const slow = Array.from({ length: 6 }, async () => {
      const read = () => storage.promise.then(() => aPdf());
      const drawn = await drawPage({ read, ...waiting }, { for: 'Alex', pool });
      served += 1;
      return drawn;
    });
    expect(await inspect(pool, aPdf(), 'Robin')).toEqual(good);
    expect(await draw(pool, aPdf(), 'Robin')).toMatchObject({ ok: true });
    expect(served).toBe(0);
    storage.resolve();
    expect(await Promise.all(slow)).toEqual(Array.from({ length: 6 }, () => expect.objectContaining({ ok: true })));
  });

  test('do not hold up their own others', async () => {
    const pool = aPool({ quickLimitMs: 1_000, processorLimitMs: 60_000, timeLimitMs: 300_000 });
    let isOver = false;
    const slow = inspect(pool, aSlowPdf()).finally(() => {
      isOver = true;
    });
    const alsoSlow = inspect(pool, aSlowPdf()).catch(() => null);
    const others = await Promise.all(Array.from({ length: 4 }, () => inspect(pool, aPdf())));
    expect(others).toEqual([good, good, good, good]);
    expect(isOver).toBe(false);
    for (const each of [slow, alsoSlow]) {
      process.kill(await working(pool), 'SIGSEGV');
      expect(await each).toEqual({ ok: false, code: 'broken' });
    }
  }, 300_000);

  test('are turned away when too many of them wait, and the file is not blamed', async () => {
    const pool = aPool({ waitingPerKey: 1 });
    const answers = await Promise.all(Array.from({ length: 3 }, () => inspect(pool, aPdf())));
    expect(answers).toEqual([good, good, { ok: false, code: 'busy' }]);
  });
});

describe('whatever comes, the program that asks stays small', () => {
  test.skipIf(hostileFiles.length === 0)(
    'files made to do harm are refused or drawn',
    // Decoders give way to all other work: beside much of it, what takes six seconds took a minute.
    { timeout: 300_000 },
    async () => {
      const pool = aPool({ processorLimitMs: 600 });
      const before = process.memoryUsage.rss();
      for (const { bytes } of [...hostileFiles, { bytes: aHungryPdf }, { bytes: aCrashingPdf }]) {
        const inspection = await inspect(pool, bytes());
        if (inspection.ok) await draw(pool, bytes());
        expect(await inspect(pool, aPdf())).toEqual(good);
      }
      expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(100);
    },
  );
});

describe('the processes and the program that started them', () => {
  /** A program of its own that reads a document. */
  const program = (bytes: Buffer) => {
    const code = `
      import { inspectDocument } from '#lib/documents/decoding/decode.ts';
      const reading = inspectDocument(Buffer.from('${bytes.toString('base64')}', 'base64'), { for: 'Alex' });
      setInterval(() => {
        const [process] = globalThis.intrayDecoders.processes;
        if (process?.hasBegun) console.log(process.pid);
      }, 20).unref();
      console.log(JSON.stringify(await reading));`;
    return spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  };

  /** One that has ended may keep its number until the system takes notice. */
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  };

  test('a program with nothing left to read ends by itself', async () => {
    const reader = program(aPdf());
    let said = '';
    reader.stdout.on('data', (text: Buffer) => {
      said += text;
    });
    const [code] = await once(reader, 'close');
    expect(code).toBe(0);
    // The number of its process may be told once more after the answer.
    const answer = said.split('\n').find((line) => line.startsWith('{'));
    expect(JSON.parse(answer ?? '')).toEqual(good);
  });

  test('when the program is killed, a process that is busy ends too', async () => {
    const reader = program(aSlowPdf());
    const [text] = (await once(reader.stdout, 'data')) as [Buffer];
    const pid = Number(text.toString().split('\n')[0]);
    expect(isAlive(pid)).toBe(true);
    reader.kill('SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
