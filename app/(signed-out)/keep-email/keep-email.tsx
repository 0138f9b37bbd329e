'use client';

import { useState } from 'react';
import { answerOf, useOpenedLink } from '#components/account/link-token.ts';
import { Instant } from '#components/items/instant.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { SaidYes } from '#lib/account/email-change-links.ts';
import type { Failure } from '#lib/domain/result.ts';
import { EmailChangeSaid } from '../email-change-said.tsx';
import { LinkLoading, LinkProblem } from '../link-problem.tsx';
import { Panel } from '../panel.tsx';
import { agreeToNewEmail, checkKeepLink, keepOldEmail } from './actions.ts';

/** The old address agrees to a change of the e-mail, stops it, or takes it back, which leads on to a new password. */
export function KeepEmail() {
  const link = useOpenedLink(checkKeepLink);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, setPending] = useState<'agree' | 'keep' | null>(null);
  const [takesPhone, setTakesPhone] = useState(false);
  const [said, setSaid] = useState<SaidYes | null>(null);

  if (!link) return <LinkLoading title="Your e-mail" />;
  if (!link.about.ok) {
    return (
      <LinkProblem title="This link does not work" message={link.about.error.message}>
        <ButtonLink href="/">Go to Intray</ButtonLink>
      </LinkProblem>
    );
  }
  const { fromEmail, toEmail, isDone, isAgreed, phoneSince } = link.about.value;
  if (said) return <EmailChangeSaid said={said} fromEmail={fromEmail} />;
  const mayAgree = !isDone && !isAgreed;

  async function agree() {
    if (!link) return;
    setPending('agree');
    const answer = await answerOf(agreeToNewEmail({ token: link.token }));
    setPending(null);
    if (answer.ok) setSaid(answer.value);
    else setFailure(answer.error);
  }
  async function keep() {
    if (!link) return;
    setPending('keep');
    const answer = await answerOf(keepOldEmail({ token: link.token, takesPhone }));
    if (answer.ok) {
      window.location.assign(answer.value.next);
      return;
    }
    setFailure(answer.error);
    setPending(null);
  }
  return (
    <Panel title={isDone ? 'Take back your e-mail' : mayAgree ? 'Agree to your new e-mail' : 'Keep your e-mail'}>
      <div className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <p className="text-sm text-pretty">
          {isDone
            ? 'The e-mail of your account was changed to '
            : 'Somebody in your account asked to change its e-mail to '}
          <strong className="wrap-anywhere">{toEmail}</strong>, in place of{' '}
          <strong className="wrap-anywhere">{fromEmail}</strong>.
          {!isDone && isAgreed && ' You agreed already; the new address has still to confirm.'}
        </p>
        {mayAgree && (
          // As quiet as the other: neither is to be pressed without a thought.
          <Button size="large" isPending={pending === 'agree'} isDisabled={pending === 'keep'} onPress={agree}>
            Agree to the new address
          </Button>
        )}
        <p className="text-sm text-pretty text-muted">
          {mayAgree ? 'It was not you? Keep your address: everybody' : 'If you keep your address, everybody'} who is
          signed in to your account is signed out, the present password and all passkeys and linked accounts end, and
          you choose a new password.
        </p>
        {phoneSince && (
          <Checkbox isSelected={takesPhone} onChange={setTakesPhone}>
            Take away the phone too that is asked for codes since <Instant at={phoneSince} />, after this was asked for:
            it is not mine
          </Checkbox>
        )}
        <Button
          variant={mayAgree ? 'secondary' : 'primary'}
          size="large"
          isPending={pending === 'keep'}
          isDisabled={pending === 'agree'}
          onPress={keep}
        >
          Keep my address
        </Button>
      </div>
    </Panel>
  );
}
