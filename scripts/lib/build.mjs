import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inProject, root } from './paths.mjs';
import { PlainError, plainReason } from './plain-error.mjs';

/** What the build is made from. Anything else may change without a new build. */
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'scripts/keep-english.cjs',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'prisma/schema.prisma',
  'tsconfig.json',
];

const stampPath = inProject('.next/sources.sha256');

/** True when there is no build, or a source has changed since. */
export function isBuildStale() {
  return !existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== fingerprint();
}

/** Refuses a folder that the compiler cannot read: it takes `#` and `?` in a path for the end of it. */
export function requireBuildable(folder = root) {
  if (!/[#?]/.test(folder)) return;
  throw new PlainError(`Intray cannot be built in ${folder}: a folder on the way has a # or ? in its name. Move it.`);
}

/** Builds the web application. */
export async function build(env, signal) {
  requireBuildable();
  const before = fingerprint();
  const next = inProject('node_modules/next/dist/bin/next');
  try {
    await promisify(execFile)(process.execPath, [next, 'build'], {
      cwd: root,
      env,
      signal,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (cause) {
    signal?.throwIfAborted();
    const output = `${cause.stdout ?? ''}${cause.stderr ?? ''}`;
    const what = 'The application could not be built';
    throw plainReason(what, output, cause) ?? new PlainError(`${what}:\n${output.trim() || cause.message}`, { cause });
  }
  writeFileSync(stampPath, before);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesUnder).sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(inProject(path)));
  return hash.digest('hex');
}

function filesUnder(path) {
  const stat = statSync(inProject(path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(inProject(path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
