import { failure } from '#lib/domain/result.ts';
import { waitText } from '#lib/domain/wait-text.ts';
import type { CodeProblem } from './take-code.ts';

/** What to tell a signed-in person whose code was not taken. */
export function codeProblem({ code, waitSeconds }: CodeProblem) {
  if (code === 'tooManyCodes') {
    return failure(
      code,
      `Too many codes that were not right, so this is paused for you. Nothing was changed. Try again in ${waitText(waitSeconds)}.`,
    );
  }
  return failure(code, 'Nothing was changed: look at the marked field.', {
    fields: {
      code: 'This code is not right, or was used before. Of a phone’s codes wait for the next one, and see that its clock is right; of recovery codes use another.',
    },
  });
}
