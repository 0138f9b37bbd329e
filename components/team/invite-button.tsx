'use client';

import { UserRoundPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { FieldProblem } from '#components/ui/field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { INVITATION_DAYS, inviteProblems, MAX_INVITED, tooManyInvited } from '#lib/domain/invitation.ts';
import { failure } from '#lib/domain/result.ts';
import { roleDescriptions } from '#lib/domain/role-descriptions.ts';
import { type Role, roleNames, roles } from '#lib/domain/roles.ts';
import { type AddressToken, AddressTokens, entered, noAddresses } from './address-tokens.tsx';
import type { TeamCalls } from './team-calls.ts';

const unanswered = failure(
  'unanswered',
  'Intray did not answer, so it is not known whether this was done. Close this and look at the list of invitations; nobody is invited twice.',
);

/** *Invite*: what was entered stays when the dialog is closed, and what could not be invited stays in it. */
export function InviteButton({ invite, isSent }: { invite: TeamCalls['invite']; isSent: boolean }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [entry, setEntry] = useState(noAddresses);
  const [role, setRole] = useState<Role>('SUBMITTER');
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState<{ tone: 'danger' | 'success'; text: string } | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit() {
    const all = entered(entry);
    setEntry(all);
    setNotice(null);
    const people = all.tokens.filter(isWritten);
    if (all.tokens.length === 0) return setProblem('Enter at least one e-mail address.');
    if (people.length > MAX_INVITED) return;
    if (people.length === 0) return setProblem('None of these is an e-mail address yet.');
    setProblem(null);
    setPending(true);
    const answer = await invite({ people: people.map(({ email, name }) => ({ email, name })), role }, thisTab()).catch(
      () => unanswered,
    );
    setPending(false);
    if (!answer.ok) return setNotice({ tone: 'danger', text: answer.error.message });
    const outcomes = new Map(people.map(({ email }, index) => [email, answer.value[index]?.outcome]));
    const left = all.tokens.flatMap((token) => {
      const outcome = outcomes.get(token.email);
      if (outcome === 'invited') return [];
      return [{ ...token, problem: outcome ? inviteProblems[outcome] : token.problem }];
    });
    setEntry({ tokens: left, text: '' });
    router.refresh();
    const invited = all.tokens.length - left.length;
    if (left.length > 0) {
      const text =
        invited === 0 ? 'Nobody was invited: see why at each address.' : `${inWords(invited)} invited. These were not:`;
      setNotice({ tone: invited === 0 ? 'danger' : 'success', text });
      return;
    }
    setOpen(false);
    toast({
      title: `${inWords(invited)} invited`,
      tone: 'success',
      description: isSent ? onTheirWay(invited) : 'No mail leaves here: copy each link from the list.',
    });
  }

  const written = entry.tokens.filter(isWritten);
  const tooMany = tooManyInvited(written.length);
  const problems: FieldProblem[] = tooMany
    ? [{ message: tooMany, fixes: [{ label: `Remove the last ${written.length - MAX_INVITED}`, onFix: removeLast }] }]
    : problem
      ? [{ message: problem }]
      : [];

  /** As many as go at once stay, and what has to be mended. */
  function removeLast() {
    const last = new Set(written.slice(MAX_INVITED));
    setEntry({ ...entry, tokens: entry.tokens.filter((token) => !last.has(token)) });
  }

  return (
    <>
      <Button
        variant="primary"
        icon={<UserRoundPlus aria-hidden="true" size={15} />}
        onPress={() => {
          setNotice(null);
          setOpen(true);
        }}
      >
        Invite
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Invite people"
        size="medium"
        mustAnswer={isPending}
        actions={
          <>
            <Button onPress={() => setOpen(false)} isDisabled={isPending}>
              Cancel
            </Button>
            <Button variant="primary" isPending={isPending} onPress={submit}>
              Invite
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {notice && <Banner tone={notice.tone}>{notice.text}</Banner>}
          <AddressTokens
            entry={entry}
            onChange={(next) => {
              setProblem(null);
              setEntry(next);
            }}
            problems={problems}
          />
          <RadioGroup
            label="Role"
            value={role}
            onChange={setRole}
            choices={roles.map((value) => ({ value, label: roleNames[value], description: roleDescriptions[value] }))}
          />
          <p className="text-muted">Each gets a link of their own that works once, within {INVITATION_DAYS} days.</p>
        </div>
      </Dialog>
    </>
  );
}

/** What is no address is never sent, and counts for nothing. */
const isWritten = ({ problem }: AddressToken) => problem !== inviteProblems.invalid;

const inWords = (count: number) => (count === 1 ? '1 person' : `${count} people`);

const onTheirWay = (count: number) => (count === 1 ? 'The mail is on its way.' : 'The mails are on their way.');
