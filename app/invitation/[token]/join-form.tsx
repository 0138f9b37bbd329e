'use client';

import { type FormEvent, useState } from 'react';
import { signIn } from '#components/shell/session.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { typedBefore, useIsReady } from '#components/ui/is-ready.ts';
import { TextField } from '#components/ui/text-field.tsx';
import type { Failure } from '#lib/domain/result.ts';
import { joinAsNew } from './actions.ts';
import { unanswered } from './join-button.tsx';
import { JoinedSignedOut, type JoinedSignedOutProps } from './joined-signed-out.tsx';

export type JoinFormProps = { token: string; business: string; email: string; name: string };

/** For whoever has no account yet: makes it, signs in and leads into the business. */
export function JoinForm({ token, business, email, name: written }: JoinFormProps) {
  const [name, setName] = useState(() => typedBefore('name', written));
  const [password, setPassword] = useState(() => typedBefore('password'));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [joined, setJoined] = useState<Omit<JoinedSignedOutProps, 'business'> | null>(null);
  const [isPending, setPending] = useState(false);
  const isReady = useIsReady();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const answer = await joinAsNew({ token, name, password }).catch(() => unanswered);
    if (!answer.ok) {
      setFailure(answer.error);
      setProblems(answer.error.fields ?? {});
      setPending(false);
      return;
    }
    const { slug } = answer.value;
    const failed = await signIn({ email: answer.value.email, password });
    if (failed === null) window.location.assign(`/${slug}`);
    else setJoined({ slug, failed });
  }

  if (joined) return <JoinedSignedOut {...joined} business={business} />;
  return (
    <form method="post" onSubmit={submit} noValidate className="mt-5 flex flex-col gap-4 border-t pt-4">
      {failure && <Banner tone="danger">{failure.message}</Banner>}
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        value={name}
        onChange={(text) => {
          setName(text);
          setProblems(({ name: _, ...others }) => others);
        }}
        problems={problems.name}
        autoFocus
      />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" value={email} isReadOnly />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(text) => {
          setPassword(text);
          setProblems(({ password: _, ...others }) => others);
        }}
        problems={problems.password}
        description="At least 12 characters. Three or four unrelated words are easy to remember and hard to guess."
      />
      <Button type="submit" variant="primary" size="large" isDisabled={!isReady} isPending={isPending}>
        Join and sign in
      </Button>
    </form>
  );
}
