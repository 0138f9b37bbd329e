import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const maxBytes = 20 * 1024 * 1024;
const levelNames = { 30: 'info', 40: 'warning', 50: 'error', 60: 'fatal' };
const info = 30;
const warning = 40;

/**
 * Where a child's output goes: all of it to `logs/<name>.log` (and the file before it, `.1`, from 20 MB on), and what a
 * person should see to the terminal as one line: warnings and errors, or everything when `isVerbose`.
 * @param {string} directory The data directory.
 * @param {string} name
 * @param {object} options
 * @param {boolean} options.isVerbose
 * @param {(line: string) => void} options.show
 * @param {(error: Error) => void} options.onError Told when the file cannot be written.
 * @returns {(line: string) => void}
 */
export function logTo(directory, name, { isVerbose, show, onError }) {
  const path = join(directory, 'logs', `${name}.log`);
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (line) => {
    try {
      if (size > maxBytes) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
      size += line.length + 1;
    } catch (error) {
      onError(error);
    }
    const text = forTerminal(line, isVerbose ? info : warning) ?? (isVerbose ? line : null);
    if (text !== null && text !== '') show(`  ${name.padEnd(8)} ${text}`);
  };
}

/** A structured line as a person reads it; null when it is none, or below `level`. */
function forTerminal(line, level) {
  if (!line.startsWith('{')) return null;
  try {
    const entry = JSON.parse(line);
    if (!(entry.level >= level)) return entry.level === undefined ? null : '';
    const cause = entry.err?.message && entry.err.message !== entry.msg ? `: ${entry.err.message}` : '';
    return `${levelNames[entry.level] ?? entry.level}  ${entry.msg ?? ''}${cause}`;
  } catch {
    return null;
  }
}
