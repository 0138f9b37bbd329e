/** `npm test`: installs what the tests need, runs every part, and ends with a summary and `N passed, N failed`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { generateClient, isClientStale } from './generate.mjs';
import { aptInstall } from './lib/apt.mjs';
import { findBrowser, installBrowser } from './lib/browser.mjs';
import { continueOnProjectNode, install, isInstalled } from './lib/install.mjs';
import { inProject, root } from './lib/paths.mjs';
import { exitWith } from './lib/plain-error.mjs';
import { step } from './lib/progress.mjs';

/** @typedef {{ name: string, file: string, seconds: number }} Timing */
/** @typedef {{ name: string, file: string, messages: string[] }} Failure */
/** @typedef {{ passed: number, failed: number, skipped: number, timings?: Timing[], failures?: Failure[] }} Counts */

const SLOWEST_SHOWN = 10;
const FAILURES_SHOWN = 20;
const FAILURE_LINES = 12;
/** A niceness: a quarter of a core where others want all of it, and all that they leave. */
const GIVING_WAY = 5;
/** Several times what a run writes. */
const SCRATCH_BYTES = 4 * 1024 ** 3;

async function prepare() {
  if (!isInstalled()) await step('Install the packages', install);
  await continueOnProjectNode();
  if (isClientStale()) await step('Generate the database client', generateClient);
  if (!(await findBrowser())) await step('Install a browser', installBrowser);
  if (!hasRedis() && process.getuid?.() === 0) await step('Install Redis', () => aptInstall('redis-server'));
  if (!hasRedis()) console.log('  No redis-server here: the tests of the queue on Redis will be skipped.');
}

const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/**
 * Where throw-away files lie: in memory where there is enough, since copying a database on a disk takes three times as
 * much of the processor, and more while others write to it.
 */
function scratchParent() {
  const memory = '/dev/shm';
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .findLast(([, path]) => path === memory);
    // The database's own programs are copied there, and run.
    const isOurs = mount?.[2] === 'tmpfs' && !/\b(ro|noexec)\b/.test(mount[3]);
    const { bavail, bsize } = statfsSync(memory);
    const hasRoom = Math.min(bavail * bsize, process.availableMemory() / 2) >= SCRATCH_BYTES;
    return isOurs && hasRoom ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Runs a program of ours, writes what it says to `output`, and gives its exit code. */
async function run(command, args, { env = {}, output = process.stdout, givesWay = false } = {}) {
  const bin = inProject('node_modules/.bin');
  const child = spawn(join(bin, command), args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
  });
  if (givesWay && child.pid) setPriority(child.pid, Math.max(getPriority(), GIVING_WAY));
  child.stdout.on('data', (said) => output.write(said));
  child.stderr.on('data', (said) => output.write(said));
  return new Promise((resolve) => child.once('error', () => resolve(1)).once('close', (code) => resolve(code ?? 1)));
}

/** One check: it passes or it fails. */
const check =
  (...commands) =>
  async (_reportPath, output) => {
    for (const [program, ...args] of commands) {
      if ((await run(program, args, { output })) !== 0) return { passed: 0, failed: 1, skipped: 0 };
    }
    return { passed: 1, failed: 0, skipped: 0 };
  };

const vitest =
  (projects, { givesWay = false } = {}) =>
  async (reportPath, output) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const chosen = projects.flatMap((project) => ['--project', project]);
    const code = await run('vitest', ['run', ...chosen, ...reporters], { output, givesWay });
    const report = readReport(reportPath);
    return withCrash(
      code,
      report && {
        passed: report.numPassedTests,
        failed: report.numFailedTests + filesThatDidNotLoad(report),
        skipped: report.numPendingTests + report.numTodoTests,
        timings: report.testResults.flatMap(({ name: file, assertionResults }) =>
          assertionResults.map(({ fullName, duration }) => timing(fullName, file, duration)),
        ),
        failures: report.testResults.filter(({ status }) => status === 'failed').flatMap(failuresOfFile),
      },
    );
  };

/** Its failed tests, and what kept its tests from running: a file that does not load, or its preparation. */
const failuresOfFile = ({ name: file, message, assertionResults }) => [
  ...(message ? [{ name: 'the file', file: relative(root, file), messages: [message] }] : []),
  ...assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      name: fullName,
      file: relative(root, file),
      messages: failureMessages ?? [],
    })),
];

const filesThatDidNotLoad = ({ testResults }) =>
  testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;

const playwright = async (reportPath, output) => {
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath };
  const code = await run('playwright', ['test', '--reporter=list,json'], { env, output });
  const report = readReport(reportPath);
  return withCrash(
    code,
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
      timings: report.suites.flatMap(specs).map(({ title, file, tests }) => {
        const took = tests.flatMap(({ results }) => results).reduce((total, { duration }) => total + duration, 0);
        return timing(title, join(report.config.rootDir, file), took);
      }),
      failures: report.suites
        .flatMap(specs)
        .filter(({ ok }) => !ok)
        .map(({ title, file, tests }) => ({
          name: title,
          file: relative(root, join(report.config.rootDir, file)),
          messages: tests.flatMap(({ results }) =>
            results.flatMap(({ errors }) => errors.map(({ message }) => message)),
          ),
        })),
    },
  );
};

const specs = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];

const timing = (name, file, milliseconds = 0) => ({ name, file: relative(root, file), seconds: milliseconds / 1_000 });

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

/**
 * What runs after what; the parts of one stage run at the same time, since each of the last two waits for a browser or
 * a database a good part of its time.
 */
const stages = [
  [
    [
      'lint',
      check(
        ['biome', 'check', '--error-on-warnings', '.'],
        ['depcruise', '--output-type', 'err-long', '.'],
        ['node', 'scripts/check-names.mjs'],
      ),
    ],
    ['types', check(['next', 'typegen'], ['tsc', '--noEmit', '--incremental', 'false'])],
  ],
  [['unit', vitest(['unit'])]],
  [
    // The browser's part takes longest, and waits for itself: it goes first, and the other has what it leaves.
    ['integration', vitest(['integration', 'alone', 'sandbox'], { givesWay: true })],
    ['e2e', playwright],
  ],
];

/** Runs the parts of a stage at the same time and shows each one's output whole: the first at once, the next after it. */
async function runStage(stage, scratch) {
  let isShown = Promise.resolve();
  const runs = stage.map(async ([name, runPart]) => {
    const isMyTurn = isShown;
    const { promise, resolve: shown } = Promise.withResolvers();
    isShown = promise;
    const held = [];
    const output = { write: (said) => held.push(said) };
    isMyTurn.then(() => {
      console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}\n`);
      output.write = (said) => process.stdout.write(said);
      for (const said of held.splice(0)) output.write(said);
    });
    const startedAt = Date.now();
    const counts = await runPart(join(scratch, `report-${name}.json`), output);
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    await isMyTurn;
    shown();
    return { name, ...counts, seconds };
  });
  return Promise.all(runs);
}

async function test() {
  await prepare();
  // Whatever the tests leave behind lies here, and goes with it.
  const scratch = mkdtempSync(join(scratchParent(), 'intray-'));
  process.env.TMPDIR = scratch;
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  // A hundred processes of ours start in a run, and most of their start is compiling the same packages.
  process.env.NODE_COMPILE_CACHE ??= inProject('node_modules/.cache/node-compile');
  const startedAt = Date.now();
  const rows = [];
  for (const stage of stages) rows.push(...(await runStage(stage, scratch)));
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  rmSync(scratch, { recursive: true, force: true });
  showSlowest(rows.flatMap(({ timings = [] }) => timings));
  showFailures(rows.flatMap(({ failures = [] }) => failures));
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const total = { name: 'total', passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), seconds };
  const columns = ['passed', 'failed', 'skipped', 'seconds'];
  console.log(`\n${'part'.padEnd(12)}${columns.map((column) => column.padStart(9)).join('')}`);
  for (const row of [...rows, total]) {
    console.log(row.name.padEnd(12) + columns.map((column) => String(row[column]).padStart(9)).join(''));
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed ? 1 : 0);
}

/** @param {Timing[]} timings */
function showSlowest(timings) {
  const slowest = timings.toSorted((one, other) => other.seconds - one.seconds).slice(0, SLOWEST_SHOWN);
  console.log(`\nThe slowest ${slowest.length} tests, in seconds:`);
  for (const { name, file, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(6)}  ${file}  ${name}`);
}

/**
 * Once more at the end, where it is found in a long log.
 * @param {Failure[]} failures
 */
function showFailures(failures) {
  if (failures.length > 0) console.log('\nWhat failed:');
  for (const { name, file, messages } of failures.slice(0, FAILURES_SHOWN)) {
    console.log(`\n  ${file}  ${name}`);
    const lines = stripVTControlCharacters(messages.join('\n')).split('\n').slice(0, FAILURE_LINES);
    for (const line of lines) console.log(`    ${line}`);
  }
  if (failures.length > FAILURES_SHOWN) console.log(`\n  and ${failures.length - FAILURES_SHOWN} more`);
}

await test().catch(exitWith);
