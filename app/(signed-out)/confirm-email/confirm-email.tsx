'use client';

import { useState } from 'react';
import { answerOf, useOpenedLink } from '#components/account/link-token.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { SaidYes } from '#lib/account/email-change-links.ts';
import type { Failure } from '#lib/domain/result.ts';
import { EmailChangeSaid } from '../email-change-said.tsx';
import { LinkLoading, LinkProblem } from '../link-problem.tsx';
import { Panel } from '../panel.tsx';
import { checkConfirmLink, confirmNewEmail } from './actions.ts';

/** Asked for once more by hand: programs that look through mails open their links. */
export function ConfirmEmail() {
  const link = useOpenedLink(checkConfirmLink);
  const [said, setSaid] = useState<SaidYes | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  if (!link) return <LinkLoading title="Confirm your e-mail" />;
  if (said) return <EmailChangeSaid said={said} fromEmail={link.about.ok ? link.about.value.fromEmail : ''} />;
  if (!link.about.ok) {
    return (
      <LinkProblem
        title={link.about.error.code === 'linkUsed' ? 'Confirmed already' : 'This link does not work'}
        message={link.about.error.message}
      >
        <ButtonLink href="/">Go to Intray</ButtonLink>
      </LinkProblem>
    );
  }
  const { fromEmail, toEmail } = link.about.value;
  async function confirm() {
    if (!link) return;
    setPending(true);
    const answer = await answerOf(confirmNewEmail({ token: link.token }));
    setPending(false);
    if (answer.ok) setSaid(answer.value);
    else setFailure(answer.error);
  }
  return (
    <Panel title="Confirm your e-mail">
      <div className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <p className="text-sm text-pretty">
          Sign in with <strong className="wrap-anywhere">{toEmail}</strong> from now on, in place of{' '}
          <span className="wrap-anywhere">{fromEmail}</span>?
        </p>
        <Button variant="primary" size="large" isPending={isPending} onPress={confirm}>
          Confirm this address
        </Button>
      </div>
    </Panel>
  );
}
