/** A failure that one plain sentence explains to whoever runs the command: shown without a stack trace. */
export class PlainError extends Error {
  name = 'PlainError';
}

/** Ends the command with the sentence of a `PlainError`, or with the whole error when it is none we foresaw. */
export function exitWith(error) {
  console.error(error instanceof PlainError ? `\n${error.message}` : error);
  process.exit(1);
}
