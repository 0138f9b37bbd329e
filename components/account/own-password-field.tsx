'use client';

import { TextField, type TextFieldProps } from '#components/ui/text-field.tsx';

/** Asked for again before what cannot be undone, or is about how one signs in. */
export function OwnPasswordField(
  props: Pick<TextFieldProps, 'value' | 'onChange' | 'problems' | 'autoFocus' | 'className'>,
) {
  return <TextField {...props} label="Your password" name="password" type="password" autoComplete="current-password" />;
}
