/**
 * `npm run bench`: every benchmark, the longer ones scaled down, and at the end a line a measure. `npm run bench -- inbox`
 * runs those whose files have the name, at their full size. A measure that falls short is told, and fails nothing: how
 * busy the machine was is not for us to say.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { continueOnProjectNode } from './lib/install.mjs';
import { inProject, root } from './lib/paths.mjs';

const heading = 'name | value | anchor | ratio | aim | holds';

await continueOnProjectNode();
const names = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'intray-bench-'));
const results = join(scratch, 'results');
const child = spawn(
  process.execPath,
  [inProject('node_modules/vitest/vitest.mjs'), 'run', '--project', 'bench', ...names],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // Whatever the benchmarks leave behind lies here, and goes with it.
      TMPDIR: scratch,
      NEXT_TELEMETRY_DISABLED: '1',
      BENCH_RESULTS: results,
      BENCH_FULL: names.length > 0 ? '1' : '0',
    },
  },
);
const code = await new Promise((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
const lines = existsSync(results) ? readFileSync(results, 'utf8') : '';
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${heading}\n${lines}`);
process.exit(code);
