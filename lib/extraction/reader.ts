/** A process that reads what documents say: lib/documents/decoding/task-program.ts says what it promises. */
import { performTasks } from '#lib/documents/decoding/task-program.ts';
import { type Original, readOriginal } from './read-original.ts';

export type ReadTask = { kind: 'read' } & Original;

performTasks<ReadTask>(readOriginal);
