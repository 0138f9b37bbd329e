/** A failure that one plain sentence explains to whoever runs the command: shown without a stack trace. */
export class PlainError extends Error {
  name = 'PlainError';
}

const sentences = {
  ENOSPC: 'The disk is full. Free some space and start again; nothing saved is lost.',
  EACCES: 'This user may not write there. Give the folder to the user who starts Intray, or start it as that user.',
  EROFS: 'The disk is mounted read-only. Mount it for writing, or use another folder.',
  ENOTDIR: 'Something that is not a folder is in the way.',
};

/** What a program says when it meets one of these, by its code or in the words of the C library. */
const signs = { ENOSPC: /ENOSPC|No space left on device/, EROFS: /EROFS|Read-only file system/ };

/** The error of a program that failed for a reason of the system's that its output names; null when it names none. */
export function plainReason(what, output, cause) {
  const code = Object.keys(signs).find((name) => signs[name].test(output));
  return code ? new PlainError(`${what}. ${sentences[code]}`, { cause }) : null;
}

/** The error itself when it is plain; else a plain one, where the system's own code says what it is about. */
export function asPlain(error) {
  const sentence = error instanceof PlainError ? undefined : sentences[error?.code];
  return sentence ? new PlainError(error.path ? `${error.path}: ${sentence}` : sentence, { cause: error }) : error;
}

/** Ends the command with the sentence of a plain error, or with the whole error when it is none we foresaw. */
export function exitWith(error) {
  const plain = asPlain(error);
  console.error(plain instanceof PlainError ? `\n${plain.message}` : plain);
  process.exit(1);
}
