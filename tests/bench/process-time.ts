import { readFileSync } from 'node:fs';

/** What the kernel counts in: a hundredth of a second, on every Linux there is. */
const TICK_MS = 10;

/** The processor time that a process has used since it began, in milliseconds. Linux only. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
