'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useId, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { SignedOutHeading } from '../signed-out-heading.tsx';
import { signInProblem } from './sign-in-problem.ts';

export type DemoSignIn = { name: string; email: string; password: string; role: string };

export function SignInForm({ callbackUrl, demo }: { callbackUrl: string; demo: readonly DemoSignIn[] }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setProblem(null);
    const answer = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) {
      // A whole load: nothing that another person saw in this tab stays in memory.
      window.location.assign(callbackUrl);
      return;
    }
    setProblem(signInProblem(answer?.error ?? 'unavailable'));
    setPending(false);
  }

  return (
    <>
      <SignedOutHeading title="Sign in" />
      <form onSubmit={submit} className="flex flex-col gap-4">
        {problem && <Banner tone="danger">{problem}</Banner>}
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
          autoFocus
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          isPending={isPending}
          isDisabled={email.trim() === '' || password === ''}
        >
          Sign in
        </Button>
      </form>
      {demo.length > 0 && (
        <DemoSignIns
          demo={demo}
          onChoose={(person) => {
            setEmail(person.email);
            setPassword(person.password);
            setProblem(null);
          }}
        />
      )}
    </>
  );
}

function DemoSignIns({ demo, onChoose }: { demo: readonly DemoSignIn[]; onChoose: (person: DemoSignIn) => void }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="mt-8 border-t pt-5">
      <h2 id={titleId} className="text-sm">
        Demo sign-ins
      </h2>
      <p className="mt-0.5 text-sm text-muted">
        Intray runs with a practice ledger. Choose who to be; the password is{' '}
        <code className="font-mono text-xs text-text select-all">{demo[0]?.password}</code>.
      </p>
      <ul className="mt-3 flex flex-col gap-2">
        {demo.map((person) => (
          <li key={person.email}>
            <Button
              className="h-auto! w-full justify-start! py-2 text-left [&>span]:w-full [&>span]:gap-3"
              onPress={() => onChoose(person)}
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{person.role}</span>
                <span className="block truncate text-xs font-normal text-muted">{person.email}</span>
              </span>
              <span className="text-xs font-normal text-muted">{person.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
