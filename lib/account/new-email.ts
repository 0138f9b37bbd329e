import { z } from 'zod';

/** An e-mail to sign in with, as it is kept: in lower case. */
export const newEmail = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an e-mail address such as robin@example.com.').max(254, 'Use at most 254 characters.'));
