'use client';

import { TextField } from '#components/ui/text-field.tsx';

/** Asked for again before something that cannot be undone, or that is about how one signs in. */
export function OwnPasswordField({
  value,
  onChange,
  problems,
}: {
  value: string;
  onChange: (password: string) => void;
  problems: string | undefined;
}) {
  return (
    <TextField
      label="Your password"
      name="password"
      type="password"
      autoComplete="current-password"
      value={value}
      onChange={onChange}
      problems={problems}
    />
  );
}
