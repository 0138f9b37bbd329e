/** The lists of common passwords and words take 30 MB and a tenth of a second: imported only when a password is chosen. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commonPasswords } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...commonPasswords, ...english },
  graphs: adjacencyGraphs,
  // The work grows with the square of the length.
  maxLength: 64,
});

/** zxcvbn's score: 0 for what is guessed at once, 4 for what is not guessed. */
export function estimateStrength(password: string, known: string[]): number {
  return zxcvbn.check(password, known).score;
}
