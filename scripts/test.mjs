/** `npm test`: installs what the tests need, runs every part, and ends with a summary and `N passed, N failed`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClient, isClientStale } from './generate.mjs';
import { aptInstall } from './lib/apt.mjs';
import { findBrowser, installBrowser } from './lib/browser.mjs';
import { continueOnProjectNode, install, isInstalled } from './lib/install.mjs';
import { inProject, root } from './lib/paths.mjs';
import { exitWith } from './lib/plain-error.mjs';
import { step } from './lib/progress.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

async function prepare() {
  if (!isInstalled()) await step('Install the packages', install);
  await continueOnProjectNode();
  if (isClientStale()) await step('Generate the database client', generateClient);
  if (!(await findBrowser())) await step('Install a browser', installBrowser);
  if (!hasRedis() && process.getuid?.() === 0) await step('Install Redis', () => aptInstall('redis-server'));
  if (!hasRedis()) console.log('  No redis-server here: the tests of the queue on Redis will be skipped.');
}

const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/** Runs a program of ours with its output shown, and gives its exit code. */
async function run(command, args, env = {}) {
  const bin = inProject('node_modules/.bin');
  const child = spawn(join(bin, command), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
  });
  return new Promise((resolve) => child.once('error', () => resolve(1)).once('close', (code) => resolve(code ?? 1)));
}

/** One check: it passes or it fails. */
const check =
  (...command) =>
  async () => {
    for (const [program, ...args] of command) {
      if ((await run(program, args)) !== 0) return { passed: 0, failed: 1, skipped: 0 };
    }
    return { passed: 1, failed: 0, skipped: 0 };
  };

const vitest = (project) => async (reportPath) => {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const code = await run('vitest', ['run', '--project', project, ...reporters]);
  const report = readReport(reportPath);
  return withCrash(
    code,
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests + filesThatDidNotLoad(report),
      skipped: report.numPendingTests + report.numTodoTests,
    },
  );
};

const filesThatDidNotLoad = ({ testResults }) =>
  testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;

const playwright = async (reportPath) => {
  const code = await run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath });
  const report = readReport(reportPath);
  return withCrash(
    code,
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    },
  );
};

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** A runner that ends badly without a failed test (a crash, a file that does not load) is itself the failure. */
function withCrash(code, counts) {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const parts = [
  [
    'lint',
    check(
      ['biome', 'check', '--error-on-warnings', '.'],
      ['depcruise', '--output-type', 'err-long', '.'],
      ['node', 'scripts/check-names.mjs'],
    ),
  ],
  ['types', check(['next', 'typegen'], ['tsc', '--noEmit', '--incremental', 'false'])],
  ['unit', vitest('unit')],
  ['integration', vitest('integration')],
  ['e2e', playwright],
];

async function test() {
  await prepare();
  // Whatever the tests leave behind lies here, and goes with it.
  const scratch = mkdtempSync(join(tmpdir(), 'intray-'));
  process.env.TMPDIR = scratch;
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  const rows = [];
  for (const [name, runPart] of parts) {
    console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}\n`);
    const startedAt = Date.now();
    const counts = await runPart(join(scratch, `report-${name}.json`));
    rows.push({ name, ...counts, seconds: Math.round((Date.now() - startedAt) / 1_000) });
  }
  rmSync(scratch, { recursive: true, force: true });
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const total = {
    name: 'total',
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    seconds: sum('seconds'),
  };
  const columns = ['passed', 'failed', 'skipped', 'seconds'];
  console.log(`\n${'part'.padEnd(12)}${columns.map((column) => column.padStart(9)).join('')}`);
  for (const row of [...rows, total]) {
    console.log(row.name.padEnd(12) + columns.map((column) => String(row[column]).padStart(9)).join(''));
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed ? 1 : 0);
}

await test().catch(exitWith);
