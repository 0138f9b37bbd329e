import { pino } from 'pino';
import { vi } from 'vitest';
import { log } from '#lib/log.ts';

export type LogLine = Record<string, unknown> & { msg: string };

/** What is logged while `run` runs, as an operator finds it in the log. */
export async function logLines(run: () => Promise<unknown>): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const stream = (log as unknown as Record<symbol, { write(line: string): void }>)[pino.symbols.streamSym];
  if (!stream) throw new Error('The log has no stream');
  const write = vi.spyOn(stream, 'write').mockImplementation((line) => void lines.push(JSON.parse(line)));
  const level = log.level;
  log.level = 'info';
  try {
    await run();
  } finally {
    log.level = level;
    write.mockRestore();
  }
  return lines;
}
