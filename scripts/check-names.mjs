/** Part of `npm run lint`: how files of lib and components are called, and which name they may not say. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isMain } from './lib/is-main.mjs';
import { inProject, root } from './lib/paths.mjs';

/**
 * A sentence for each name that several of the files bear, whatever their extensions.
 * @param {readonly string[]} files
 * @returns {string[]}
 */
export function sharedNames(files) {
  const byName = Map.groupBy(files, (file) => basename(file).replace(/([.]d)?[.][^.]+$/, ''));
  return [...byName.values()]
    .filter((those) => those.length > 1)
    .map((those) => `${those.join(' and ')} have one name: each file of lib and components has a name of its own.`);
}

/** The lists of adapters, which name each of them. */
const registries = ['lib/ledger/ledgers.ts', 'lib/ledger/ledger-settings.ts'];

/**
 * A sentence for each line outside an adapter that says the adapter's name, which is that of its folder in lib/ledger.
 * @param {ReadonlyMap<string, string>} sources By file.
 * @returns {string[]}
 */
export function saidLedgers(sources) {
  const ledgers = new Set([...sources.keys()].flatMap((file) => /^lib\/ledger\/([^/]+)\//.exec(file)?.[1] ?? []));
  return [...sources].flatMap(([file, source]) =>
    source.split('\n').flatMap((text, index) =>
      [...ledgers]
        .filter((ledger) => !registries.includes(file) && !file.startsWith(`lib/ledger/${ledger}/`))
        .filter((ledger) => text.toLowerCase().includes(ledger))
        .map((ledger) => `${file}:${index + 1} says ${ledger}: only its adapter does; others ask for capabilities.`),
    ),
  );
}

if (isMain(import.meta)) {
  const listed = execFileSync('git', ['ls-files', '-co', '--deduplicate', '--exclude-standard', 'lib', 'components'], {
    cwd: root,
  });
  const files = listed
    .toString()
    .trim()
    .split('\n')
    .filter((file) => existsSync(inProject(file)));
  const sources = new Map(files.map((file) => [file, readFileSync(inProject(file), 'utf8')]));
  const problems = [...sharedNames(files), ...saidLedgers(sources)];
  for (const problem of problems) console.error(problem);
  if (problems.length) process.exit(1);
  console.log(`${files.length} files of lib and components have names of their own, and name no ledger.`);
}
