'use client';

import { ChevronDown } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { roleDescriptions } from '#lib/domain/role-descriptions.ts';
import { type Role, roleNames, roles } from '#lib/domain/roles.ts';
import { type TeamCalls, withdrawnWords } from './team-calls.ts';

export type RoleMenuProps = {
  member: { userId: string; name: string; role: Role };
  /** Their own row: what they give up they cannot take back. */
  isOwn: boolean;
  isLastAdmin: boolean;
  changeRole: TeamCalls['changeRole'];
};

/** A member's role: another one counts at once, and can be undone, save where it takes one's own rights. */
export function RoleMenu({ member, isOwn, isLastAdmin, changeRole }: RoleMenuProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [asked, setAsked] = useState<Role | null>(null);

  async function give(role: Role, former: Role | null) {
    const changed = await changeRole({ userId: member.userId, role }, thisTab());
    router.refresh();
    if (!changed.ok) {
      toast({ title: 'The role is as before', description: changed.error.message, tone: 'danger' });
      return;
    }
    const description = withdrawnWords(changed.value.withdrawn);
    toast({
      title: `${isolated(member.name)} now has the role ${roleNames[role]}`,
      tone: 'success',
      ...(description && { description }),
      ...(former && { action: { label: 'Undo', onPress: () => start(() => give(former, null)) } }),
    });
  }

  function choose(role: Role) {
    if (role === member.role) return;
    if (isOwn) setAsked(role);
    else start(() => give(role, member.role));
  }

  return (
    <>
      <Menu
        label={`Role of ${member.name}`}
        placement="bottom start"
        current={member.role}
        trigger={
          <Button
            variant="quiet"
            size="small"
            isPending={isPending}
            aria-label={`${roleNames[member.role]}: the role of ${member.name}`}
            className="-ml-2"
          >
            {roleNames[member.role]}
            <ChevronDown aria-hidden="true" size={14} />
          </Button>
        }
      >
        {roles.map((role) => (
          <MenuItem
            key={role}
            id={role}
            textValue={roleNames[role]}
            isDisabled={isLastAdmin && role !== 'ADMIN'}
            description={isLastAdmin && role !== 'ADMIN' ? 'A business has to keep an admin.' : roleDescriptions[role]}
            onAction={() => choose(role)}
          >
            {roleNames[role]}
          </MenuItem>
        ))}
      </Menu>
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        title="Give up being an admin?"
        confirmLabel={asked ? `Become ${roleNames[asked].toLowerCase()}` : ''}
        isDanger
        onConfirm={async () => {
          if (asked) await give(asked, null);
        }}
      >
        <p>
          You lose the team, the connections and the mail of this business at once, and cannot take that back: another
          admin has to make you one again. Invitations that you have sent and nobody has used are withdrawn.
        </p>
      </ConfirmDialog>
    </>
  );
}
