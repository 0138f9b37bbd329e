/**
 * Part of `npm run lint`: the directions in which the rooms of the project may import each other. Biome's own rule
 * can neither tell the import of a type from that of a value, nor see where a relative path leads; hence this one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { inProject, root } from './lib/paths.mjs';

/**
 * In `from`, nothing in `mayNot` is imported, except what is also in `but`. Folders end with a slash, packages are
 * named `npm:…`, and `npm:` is all of them. Where `typesToo` is false, types may be imported all the same.
 */
const rules = [
  {
    from: 'lib/domain/',
    mayNot: ['', 'npm:'],
    but: ['lib/domain/', 'npm:decimal.js', 'npm:@internationalized/date', 'npm:zod'],
    typesToo: true,
    why: 'domain rules are pure: they know only each other, a decimal and a date library, and schemas',
  },
  {
    from: 'components/',
    mayNot: ['', 'npm:node:', 'npm:@prisma/', 'npm:bullmq', 'npm:pg'],
    but: ['components/', 'lib/domain/'],
    typesToo: false,
    why: 'components draw what they are given: of other rooms they import types and pure rules',
  },
  {
    from: 'lib/',
    mayNot: ['app/', 'components/', 'workers/', 'scripts/', 'tests/'],
    typesToo: true,
    why: 'use cases do not know who calls them',
  },
  {
    from: 'app/',
    mayNot: ['workers/', 'scripts/', 'tests/'],
    typesToo: true,
    why: 'pages and routes call use cases, never a worker',
  },
  {
    from: 'app/',
    mayNot: ['lib/db.ts', 'prisma/'],
    typesToo: false,
    why: 'pages and routes reach the database through use cases',
  },
  {
    from: 'workers/',
    mayNot: ['app/', 'components/', 'scripts/', 'tests/'],
    typesToo: true,
    why: 'workers call use cases, never a page',
  },
  {
    from: '',
    mayNot: ['npm:xero-node', 'lib/ledger/xero/'],
    unlessFrom: ['lib/ledger/', 'tests/'],
    typesToo: true,
    why: 'only the adapter knows Xero; everyone else uses the port, lib/ledger/ledger.ts',
  },
  {
    from: '',
    mayNot: ['npm:bullmq', 'npm:ioredis'],
    unlessFrom: ['lib/queue/', 'workers/', 'tests/'],
    typesToo: true,
    why: 'only lib/queue and the workers know the queue; everyone else enqueues',
  },
  {
    from: 'tests/sandbox/',
    mayNot: [''],
    but: ['tests/sandbox/'],
    typesToo: true,
    why: 'the sandbox stands for somebody else’s software and shares nothing with ours',
  },
];

const isUnder = (path, prefixes = []) => prefixes.some((prefix) => path.startsWith(prefix));
const isPackage = (target) => target.startsWith('npm:');

/** True for a rule that speaks of `target`: '' stands for all our own files, and never for packages. */
const speaksOf = (mayNot, target) =>
  mayNot.some((prefix) => (prefix === '' ? !isPackage(target) : target.startsWith(prefix)));

/** `'npm:pino'`, or the path inside the project that a specifier in `file` leads to. */
function resolve(file, specifier) {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : `npm:${specifier}`;
}

const statement =
  /^\s*(?:import|export)\s+(?<type>type\s+)?(?:[\w*{][^'";]*?\sfrom\s*)?'(?<from>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'\s*\)/gm;

/**
 * The forbidden imports of one file, a sentence each.
 * @param {string} file Path inside the project, with forward slashes.
 * @param {string} source
 * @returns {string[]}
 */
export function importProblems(file, source) {
  return [...source.matchAll(statement)].flatMap((match) => {
    const target = resolve(file, match.groups.from ?? match.groups.dynamic);
    const line = source.slice(0, match.index + match[0].search(/\S/)).split('\n').length;
    return rules
      .filter(
        (rule) =>
          file.startsWith(rule.from) &&
          !isUnder(file, rule.unlessFrom) &&
          speaksOf(rule.mayNot, target) &&
          !isUnder(target, rule.but) &&
          (rule.typesToo || !match.groups.type),
      )
      .map(({ why }) => `${file}:${line} imports ${target.replace('npm:', '')}: ${why}.`);
  });
}

if (import.meta.main) {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
    cwd: root,
  });
  const files = listed
    .toString()
    .trim()
    .split('\n')
    .filter((file) => existsSync(inProject(file)));
  const problems = files.flatMap((file) => importProblems(file, readFileSync(inProject(file), 'utf8')));
  for (const problem of problems) console.error(problem);
  if (problems.length) process.exit(1);
  console.log(`Imports of ${files.length} files follow the directions between rooms.`);
}
