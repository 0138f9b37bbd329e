'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';

type Member = {
  userId: string;
  name: string;
  email: string;
  /** Empty for whoever comes in with one factor. */
  twoFactorBy: readonly ('phone' | 'passkey' | 'provider')[];
};

export type TwoFactorRuleCardProps = {
  isRequired: boolean;
  members: readonly Member[];
  currentUserId: string;
  /** Whether members hear of it by mail. */
  isSent: boolean;
  /** Where whoever has shown one factor only gets the other; null when they have shown both. */
  setUpHref: string | null;
  change: (input: { isRequired: boolean }) => Promise<Result<null>>;
};

const ways = { phone: 'phone', passkey: 'passkey', provider: 'by the provider' } as const;

/** *Everybody needs two-factor sign-in*, and who has it. */
export function TwoFactorRuleCard(props: TwoFactorRuleCardProps) {
  const { isRequired, members, currentUserId, isSent, setUpHref, change } = props;
  const router = useRouter();
  const [asked, setAsked] = useState<boolean | null>(null);
  const without = members.filter(({ twoFactorBy, userId }) => twoFactorBy.length === 0 && userId !== currentUserId);

  async function save(toRequired: boolean) {
    const saved = await change({ isRequired: toRequired });
    if (saved.ok)
      toast({ title: toRequired ? 'Everybody needs two factors now' : 'A password is enough now', tone: 'success' });
    else toast({ title: 'Not changed', description: saved.error.message, tone: 'danger' });
    router.refresh();
  }

  return (
    <div className="flex max-w-2xl flex-col gap-6 pt-2">
      {setUpHref && !isRequired && (
        <Banner
          title="You have not signed in with two factors yourself"
          action={
            <ButtonLink size="small" href={setUpHref}>
              Set it up
            </ButtonLink>
          }
        >
          Do that first, so that you do not shut yourself out.
        </Banner>
      )}
      <Switch
        isSelected={isRequired}
        onChange={setAsked}
        isDisabled={!isRequired && setUpHref !== null}
        description="A code from the phone beside the password, or a passkey. Members without one are led to set it up, and see nothing of the business until they have."
      >
        Everybody needs two-factor sign-in
      </Switch>
      <section>
        <h2 className="mb-1 border-b pb-2 text-sm font-semibold">Members</h2>
        <ul className="divide-y">
          {members.map(({ userId, name, email, twoFactorBy }) => (
            <li key={userId} className="flex items-center gap-4 py-2">
              <div className="min-w-0 flex-1">
                <p className="truncate">
                  {name}
                  {userId === currentUserId && <span className="text-muted"> (you)</span>}
                </p>
                <p className="truncate text-sm text-muted">{email}</p>
              </div>
              {twoFactorBy.length > 0 ? (
                <StatusBadge tone="success" text={`Two factors: ${twoFactorBy.map((by) => ways[by]).join(', ')}`} />
              ) : (
                <StatusBadge tone="neutral" text="One factor" />
              )}
            </li>
          ))}
        </ul>
      </section>
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={asked ? 'Ask everybody for two factors?' : 'Let a password be enough?'}
        confirmLabel={asked ? 'Ask for two factors' : 'Let a password be enough'}
        isDanger={asked === false}
        onConfirm={() => save(asked === true)}
      >
        {asked ? (
          <p>
            {without.length === 0
              ? 'All other members have two factors already, so nobody has to stop.'
              : `${without.map(({ name }) => name).join(', ')} ${without.length === 1 ? 'has' : 'have'} to set it up before going on.`}{' '}
            {isSent
              ? 'All members are told by mail.'
              : 'No mail leaves this installation, so tell the members yourself.'}
          </p>
        ) : (
          <p>Members may sign in with their password alone again. Those who have two factors keep them.</p>
        )}
      </ConfirmDialog>
    </div>
  );
}
