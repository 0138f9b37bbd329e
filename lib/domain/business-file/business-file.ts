/** The business as one file: docs/complete-export.md. */

/** Raised when an older version could no longer read what is written. */
export const FILE_FORMAT = 'intray-business';
export const FILE_VERSION = 1;

/** How long a file can be fetched, and one that is to be read waits for an answer. */
export const FILE_DAYS = 7;
export const READING_DAYS = 2;

/** Of a file that is read back in. */
export const MAX_FILE_BYTES = 100_000_000_000;
/** Files in it: documents, tables, and what tells of them. */
export const MAX_FILES = 2_000_000;
/** One row as a line of text. */
export const MAX_LINE_BYTES = 8_000_000;
/** Of a table, and of all tables together. */
export const MAX_ROWS = 20_000_000;
/** In one request: each part but the last has as many. */
export const PART_BYTES = 8 * 1024 * 1024;

/** Rows, and so many bytes of documents, count one when it is told how far it is. */
export const BYTES_OF_STEP = 10_000;

export const stepsOf = (rows: number, bytes: number) => Math.min(rows + Math.ceil(bytes / BYTES_OF_STEP), 2 ** 31 - 1);

/** Why a file could not be made. */
export const fileProblems = {
  permission: 'Whoever asked for it is no admin any more.',
  unexpected:
    'Something went wrong on our side, several times. Ask for it again; if that fails too, tell whoever runs Intray.',
} as const;
export type FileProblem = keyof typeof fileProblems;

/** Why a file is not read back in. Nothing was written then. */
export const readingProblems = {
  foreign: 'This is not a complete export of Intray. Choose the ZIP file as it was downloaded.',
  broken: 'This file is damaged or was cut off. Download it once more, and choose it again.',
  newer: 'This file was made by a newer version of Intray. Update Intray, then choose it again.',
  tooLarge: 'This file holds more than can be read back in.',
  unexpected:
    'Something went wrong on our side, several times. Nothing was made. Try once more; if that fails too, tell whoever runs Intray.',
  notAllowed: 'Whoever asked for it may make no business here any more. Nothing was made.',
} as const;
export type ReadingProblem = keyof typeof readingProblems;
