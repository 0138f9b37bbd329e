/** A process that reads and draws documents: task-program.ts says what it promises. */
import type { LaidOutMimeType } from '../document-kind.ts';
import { type DrawRequest, draw } from './draw.ts';
import { laidOut } from './file-as-pdf.ts';
import { inspect } from './inspect.ts';
import { performTasks } from './task-program.ts';

export type Task =
  | { kind: 'inspect'; bytes: Uint8Array }
  | ({ kind: 'draw' } & DrawRequest)
  /** A file that we lay out, as a PDF. */
  | { kind: 'pdf'; bytes: Uint8Array; mimeType: LaidOutMimeType };

performTasks<Task>((task) => {
  if (task.kind === 'inspect') return inspect(task.bytes);
  return task.kind === 'draw' ? draw(task) : laidOut(task.bytes, task.mimeType);
});
