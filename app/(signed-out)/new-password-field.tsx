import { TextField, type TextFieldProps } from '#components/ui/text-field.tsx';

/** Where a password is chosen. */
export function NewPasswordField(props: TextFieldProps) {
  return (
    <TextField
      {...props}
      type="password"
      autoComplete="new-password"
      description="At least 12 characters. Three or four unrelated words are easy to remember and hard to guess."
    />
  );
}
