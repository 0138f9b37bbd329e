/** A process that reads and draws documents: task-program.ts says what it promises. */
import { type DrawRequest, draw } from './draw.ts';
import { eInvoiceAsPdf } from './e-invoice-as-pdf.ts';
import { inspect } from './inspect.ts';
import { performTasks } from './task-program.ts';

export type Task =
  | { kind: 'inspect'; bytes: Uint8Array }
  | ({ kind: 'draw' } & DrawRequest)
  /** An e-invoice as a PDF. */
  | { kind: 'pdf'; bytes: Uint8Array };

performTasks<Task>((task) => {
  if (task.kind === 'inspect') return inspect(task.bytes);
  return task.kind === 'draw' ? draw(task) : eInvoiceAsPdf(task.bytes);
});
