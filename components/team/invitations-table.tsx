'use client';

import { Ellipsis, Link2, RotateCw, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { roleNames } from '#lib/domain/roles.ts';
import type { OpenInvitation } from '#lib/team/invitations/list-invitations.ts';
import type { TeamCalls } from './team-calls.ts';
import { TeamTable } from './team-table.tsx';

/** Who was invited and has not joined yet, and what became of the mail. */
export function InvitationsTable({
  invitations,
  calls,
}: {
  invitations: readonly OpenInvitation[];
  calls: Pick<TeamCalls, 'sendAgain' | 'withdraw' | 'link'>;
}) {
  const router = useRouter();
  const [withdrawn, setWithdrawn] = useState<OpenInvitation | null>(null);
  const [shown, setShown] = useState<{ email: string; link: string } | null>(null);
  const [isShown, setIsShown] = useState(false);
  const [isAsking, setAsking] = useState(false);

  async function showLink({ id, email }: OpenInvitation) {
    const answer = await calls.link({ invitationId: id });
    if (!answer.ok) {
      toast({ title: 'No link to copy', description: answer.error.message, tone: 'danger' });
      router.refresh();
      return;
    }
    setShown({ email, link: answer.value.link });
    setIsShown(true);
  }

  async function sendAgain({ id, email }: OpenInvitation) {
    const answer = await calls.sendAgain({ invitationId: id }, thisTab());
    if (answer.ok) {
      toast({ title: `${email} is invited again`, description: 'The older link no longer works.', tone: 'success' });
    } else toast({ title: 'Not sent again', description: answer.error.message, tone: 'danger' });
    router.refresh();
  }

  async function withdraw() {
    if (!withdrawn) return;
    const answer = await calls.withdraw({ invitationId: withdrawn.id }, thisTab());
    if (!answer.ok) toast({ title: 'Not withdrawn', description: answer.error.message, tone: 'danger' });
    else toast({ title: `The invitation of ${withdrawn.email} is withdrawn`, tone: 'success' });
    router.refresh();
  }

  return (
    <>
      <TeamTable label="Open invitations" heads={['Invited', 'Role', 'By', 'Expires', 'Mail']} hasActions>
        {invitations.map((invitation) => {
          const { id, email, name, role, invitedByName, createdAt, expiresAt, isExpired, mayCopyLink, mail } =
            invitation;
          return (
            <tr key={id}>
              <th scope="row" className="sm:min-w-48">
                {name && <span className="block break-words">{name}</span>}
                <span className={name ? 'block text-xs break-all text-muted' : 'block break-all'}>{email}</span>
              </th>
              <td data-label="Role">{roleNames[role]}</td>
              <td data-label="By" className="sm:min-w-28">
                <span className="block break-words">{invitedByName}</span>
                <span className="block text-xs">
                  <RelativeTime instant={createdAt.toISOString()} />
                </span>
              </td>
              <td data-label="Expires">
                {isExpired ? <StatusBadge tone="warning" text="Expired" /> : <Instant at={expiresAt.toISOString()} />}
              </td>
              <td data-label="Mail">
                {mail ? <StatusBadge tone={mail.notice.tone} text={mail.notice.state} /> : 'No longer kept'}
                {mail?.serverText && mail.notice.tone !== 'success' && (
                  <q className="mt-0.5 block text-xs wrap-anywhere sm:w-36">{mail.serverText}</q>
                )}
              </td>
              <td>
                <span className="inline-flex items-center gap-1">
                  {mayCopyLink && (
                    <Button
                      size="small"
                      icon={<Link2 aria-hidden="true" size={14} />}
                      aria-label={`Copy link for ${email}`}
                      onPress={() => showLink(invitation)}
                    >
                      Copy link
                    </Button>
                  )}
                  <Menu
                    label={`More about the invitation of ${email}`}
                    trigger={
                      <IconButton
                        label={`More about the invitation of ${email}`}
                        icon={<Ellipsis aria-hidden="true" size={16} />}
                        size="small"
                      />
                    }
                  >
                    <MenuItem icon={<RotateCw />} onAction={() => sendAgain(invitation)}>
                      Send again
                    </MenuItem>
                    <MenuItem
                      icon={<Undo2 />}
                      tone="danger"
                      onAction={() => {
                        setWithdrawn(invitation);
                        setAsking(true);
                      }}
                    >
                      Withdraw
                    </MenuItem>
                  </Menu>
                </span>
              </td>
            </tr>
          );
        })}
      </TeamTable>
      <Dialog
        isOpen={isShown}
        onOpenChange={setIsShown}
        title="Copy the link"
        size="medium"
        actions={<Button onPress={() => setIsShown(false)}>Done</Button>}
      >
        <p className="mb-3">Pass it on to {shown?.email} and to nobody else: whoever has it can use it, once.</p>
        {shown && <CopyField label="Link in the mail" what="link" value={shown.link} className="max-w-2xl" />}
      </Dialog>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Withdraw the invitation of ${withdrawn?.email ?? ''}?`}
        confirmLabel="Withdraw"
        isDanger
        onConfirm={withdraw}
      >
        <p>The link no longer works from then on, and says so to whoever opens it. You can invite them again.</p>
      </ConfirmDialog>
    </>
  );
}
