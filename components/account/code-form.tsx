'use client';

import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';

const DIGITS = 6;

export type CodeProblem = { field?: string | undefined; form?: string | undefined };

export type CodeFormProps = {
  /** Gives what was wrong, or null when the code was taken. */
  onCode: (code: string) => Promise<CodeProblem | null>;
  submitLabel: string;
  isDanger?: boolean;
  /** Whether a recovery code does as well. */
  mayRecover?: boolean;
  /** Fields before that of the code. */
  children?: ReactNode;
  /** The code is not sent by itself while something else has to be filled in. */
  isWaiting?: boolean;
};

/** Asks for a code from the phone, which goes off by itself at its sixth digit, or for a recovery code instead. */
export function CodeForm({
  onCode,
  submitLabel,
  isDanger,
  mayRecover = true,
  children,
  isWaiting = false,
}: CodeFormProps) {
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<CodeProblem>({});
  const [isPending, setPending] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  async function send(typed: string) {
    if (isPending) return;
    if (typed.trim() === '') {
      setProblem({
        field: isRecovery ? 'Enter one of your recovery codes.' : 'Enter the six digits that your phone shows.',
      });
      return;
    }
    setPending(true);
    setProblem({});
    const wrong = await onCode(typed);
    if (wrong === null) return;
    setProblem(wrong);
    setPending(false);
    field.current?.select();
  }

  function type(text: string) {
    if (isRecovery) {
      setCode(text);
      return;
    }
    const digits = text.replaceAll(/\D/g, '').slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS && digits !== code && !isWaiting) void send(digits);
  }

  function change(toRecovery: boolean) {
    setRecovery(toRecovery);
    setCode('');
    setProblem({});
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(code);
  };
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem.form && <Banner tone="danger">{problem.form}</Banner>}
      {children}
      <TextField
        // Another kind of code is another field: what the browser offers to fill in goes with it.
        key={isRecovery ? 'recovery' : 'phone'}
        label={isRecovery ? 'Recovery code' : 'Code'}
        name="code"
        inputRef={field}
        value={code}
        onChange={type}
        problems={problem.field}
        description={isRecovery ? 'Sixteen letters and digits. Each works once.' : undefined}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        spellCheck="false"
        autoFocus={!children}
        className={isRecovery ? '[&_input]:font-mono' : 'text-lg tabular-nums'}
      />
      <Button type="submit" variant={isDanger ? 'danger' : 'primary'} size="large" isPending={isPending}>
        {submitLabel}
      </Button>
      {mayRecover && (
        <Button variant="quiet" onPress={() => change(!isRecovery)} isDisabled={isPending}>
          {isRecovery ? 'Use a code from your phone' : 'Use a recovery code'}
        </Button>
      )}
    </form>
  );
}

/** What an action answered, as the form shows it. */
export function problemOf({ message, fields }: { message: string; fields?: Record<string, string> }): CodeProblem {
  return fields?.code ? { field: fields.code } : { form: message };
}
