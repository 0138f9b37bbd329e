/**
 * Every way into the server, found in the sources: each export of a 'use server' file and each method of a route
 * handler. What the tests of access are generated from, so that a new one is covered without anyone remembering.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { inProject } from '#scripts/lib/paths.mjs';

export type Door = {
  /** From the project's root. */
  file: string;
  /** The action's name, or the route's method. */
  name: string;
  permission: string | null;
  /** For anybody who is signed in: made by `personAction`. */
  isPersons: boolean;
};

/** Exports of a route file that configure it. */
const settings = ['dynamic', 'maxDuration', 'runtime', 'config'];

const read = (file: string) => readFileSync(inProject(file), 'utf8');

const sources = (pattern: string) =>
  globSync(pattern, { cwd: inProject('.') })
    .map(String)
    .sort();

export function serverActions(): Door[] {
  return sources('{app,components,lib}/**/*.{ts,tsx}').filter(isActionFile).flatMap(exportsOf);
}

export function routeHandlers(): Door[] {
  return sources('app/**/route.{ts,tsx}')
    .flatMap(exportsOf)
    .filter(({ name }) => !settings.includes(name));
}

/** Pages of a business, each with the text of what it shares with its neighbours, where access may be checked. */
export function businessPages(): { file: string; source: string }[] {
  return sources('app/[[]business]/**/page.tsx').map((file) => {
    const shared = [...read(file).matchAll(/ from '(\.[^']+\.ts)'/g)].map(([, path]) =>
      posix.join(dirname(file), path ?? ''),
    );
    return { file, source: [file, ...shared].map(read).join('\n') };
  });
}

/** Pages for whoever is signed in. */
export function personalPages(): { file: string; source: string }[] {
  return sources('app/account/**/page.tsx').map((file) => ({ file, source: read(file) }));
}

/** All other pages: each is in no business, and not of a person's account. */
export function otherPages(): { file: string; source: string }[] {
  const known = new Set([...businessPages(), ...personalPages()].map(({ file }) => file));
  return sources('app/**/page.{ts,tsx,js,jsx}')
    .filter((file) => !known.has(file))
    .map((file) => ({ file, source: read(file) }));
}

/** Files that make a server action anywhere but in a file of them, where it would escape this list. */
export function hiddenActionFiles(): string[] {
  return sources('{app,components,lib}/**/*.{ts,tsx}').filter(
    (file) => !isActionFile(file) && /^\s+['"]use server['"]/m.test(read(file)),
  );
}

function isActionFile(file: string): boolean {
  return /^['"]use server['"]/m.test(read(file));
}

/** One door per export of a value. What is not the usual `export const name = …` has no permission and so fails. */
function exportsOf(file: string): Door[] {
  const source = read(file);
  const starts = [...source.matchAll(/^export (?!type\b|interface\b)/gm)].map(({ index }) => index);
  return starts.flatMap((start, position) => {
    const text = source.slice(start, starts[position + 1]);
    const list = /^export \{([^}]*)\}/.exec(text)?.[1];
    if (list)
      return list.split(',').map((part) => ({ file, name: lastWord(part), permission: null, isPersons: false }));
    const name = /^export (?:async )?(?:const|let|var|function) (\w+)/.exec(text)?.[1] ?? 'default';
    const permission = permissionIn(text) ?? (isMade(text) ? permissionIn(source) : null);
    return [{ file, name, permission, isPersons: /^export const \w+ = personAction\(/.test(text) }];
  });
}

/** Made by `action` or `route`: a permission that is not in the call itself is the one its whole file shares. */
const isMade = (text: string) => /^export const \w+ = (action|route)\(/.test(text);

const permissionIn = (text: string) => /\bpermission(?::| =) '([\w.]+)'/.exec(text)?.[1] ?? null;

const lastWord = (text: string) => text.trim().split(/\s+/).at(-1) ?? '';
