'use client';

import { useState } from 'react';
import { answerOf, useOpenedLink } from '#components/account/link-token.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { Failure } from '#lib/domain/result.ts';
import { LinkLoading, LinkProblem } from '../link-problem.tsx';
import { Panel } from '../panel.tsx';
import { checkKeepLink, keepOldEmail } from './actions.ts';

/** Stops a change of the e-mail, or takes it back; leads on to a new password. */
export function KeepEmail() {
  const link = useOpenedLink(checkKeepLink);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  if (!link) return <LinkLoading title="Keep your e-mail" />;
  if (!link.about.ok) {
    return (
      <LinkProblem title="This link does not work" message={link.about.error.message}>
        <ButtonLink href="/">Go to Intray</ButtonLink>
      </LinkProblem>
    );
  }
  const { fromEmail, toEmail, isConfirmed } = link.about.value;
  async function keep() {
    if (!link) return;
    setPending(true);
    const answer = await answerOf(keepOldEmail({ token: link.token }));
    if (answer.ok) {
      window.location.assign(answer.value.next);
      return;
    }
    setFailure(answer.error);
    setPending(false);
  }
  return (
    <Panel title={isConfirmed ? 'Take back your e-mail' : 'Keep your e-mail'}>
      <div className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <p className="text-sm text-pretty">
          {isConfirmed ? 'The e-mail of your account was changed to ' : 'Somebody asked to change it to '}
          <strong className="break-all">{toEmail}</strong>. With this it {isConfirmed ? 'is again' : 'stays'}{' '}
          <strong className="break-all">{fromEmail}</strong>.
        </p>
        <p className="text-sm text-pretty text-muted">
          Everybody who is signed in to your account is signed out, the present password and all passkeys and linked
          accounts end, and you choose a new password.
        </p>
        <Button variant="primary" size="large" isPending={isPending} onPress={keep}>
          Keep my address
        </Button>
      </div>
    </Panel>
  );
}
