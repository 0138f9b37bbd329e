/** Part of `npm run lint`: a file of lib or components has a name of its own, by which it is found and spoken of. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
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

if (import.meta.main) {
  const listed = execFileSync('git', ['ls-files', '-co', '--deduplicate', '--exclude-standard', 'lib', 'components'], {
    cwd: root,
  });
  const files = listed
    .toString()
    .trim()
    .split('\n')
    .filter((file) => existsSync(inProject(file)));
  const problems = sharedNames(files);
  for (const problem of problems) console.error(problem);
  if (problems.length) process.exit(1);
  console.log(`${files.length} files of lib and components have names of their own.`);
}
