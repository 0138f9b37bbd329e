import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files with the longest tests, wherever they are in them. */
const long = ['/tests/chaos/', '/tests/integration/documents/', '/sandbox/accessibility.', '/inbox/list-inbox.'];

/** What a file has in it that changes its process for good: its settings, or its modules. */
const changesItsProcess = /vi\.(stubEnv|resetModules|mock)\(|process\.env\.\w+ = /;

/**
 * Integration tests with a process of their own for each file: those that change it, stop it, or measure it. The other
 * files share processes, since to load what they need takes longer than most of them.
 */
const alone = [
  'tests/integration/documents/decoding.test.ts',
  'tests/integration/events/stream.test.ts',
  ...globSync('tests/integration/**/*.test.ts', { cwd: import.meta.dirname })
    .filter((file) => changesItsProcess.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
    .map((file) => file.replaceAll('\\', '/')),
];

/** Begins with what takes longest, so that no process works on alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isShort = ({ moduleId }: TestSpecification) => !long.some((part) => moduleId.includes(part));
    return (await super.sort(files)).toSorted((one, other) => Number(isShort(one)) - Number(isShort(other)));
  }
}

export default defineConfig({
  test: {
    passWithNoTests: true,
    sequence: { sequencer: LongestFirst },
    // What is waited for takes no fixed time on a machine with other work.
    expect: { poll: { timeout: 45_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/environment.ts'],
          // Pure rules: what a file loads is as good for the next one, and loading it costs more than testing it.
          isolate: false,
          // None takes a second; a machine with other work may take many times as long.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sandbox',
          include: ['tests/integration/sandbox/**/*.test.ts'],
          setupFiles: ['tests/support/environment.ts'],
          // Each file has a sandbox of its own and needs no database, so the files of a process share what they load.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/chaos/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'tests/integration/sandbox/**', ...alone],
          globalSetup: ['tests/support/postgres.ts'],
          setupFiles: ['tests/support/environment.ts', 'tests/support/process-database.ts'],
          isolate: false,
          maxWorkers: 2,
          // What takes seconds here may take a minute beside other work.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          globalSetup: ['tests/support/postgres.ts'],
          setupFiles: ['tests/support/environment.ts', 'tests/support/database.ts'],
          // Each file has a database of its own; two at a time keep two cores busy.
          maxWorkers: 2,
          // What takes seconds here may take a minute beside other work.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'bench',
          include: ['tests/bench/**/*.bench.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          setupFiles: ['tests/support/environment.ts', 'tests/support/database.ts'],
          maxWorkers: 1,
        },
      },
    ],
  },
});
