'use client';

import { Ellipsis, UserRoundMinus } from 'lucide-react';
import { useState } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { Member } from '#lib/team/members.ts';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { RoleMenu } from './role-menu.tsx';
import type { TeamCalls } from './team-calls.ts';
import { TeamTable } from './team-table.tsx';

/** Who works in the business. Oneself one does not remove, but leaves: that is another page's. */
export function MembersTable({
  members,
  ownUserId,
  isSent,
  calls,
}: {
  members: readonly Member[];
  ownUserId: string;
  /** Whether mail leaves this installation. */
  isSent: boolean;
  calls: TeamCalls;
}) {
  const [removed, setRemoved] = useState<Member | null>(null);
  const [isAsking, setAsking] = useState(false);
  const admins = members.filter(({ role }) => role === 'ADMIN').length;
  return (
    <>
      <TeamTable label="Members" heads={['Member', 'Role', 'Member since', 'Last seen']} hasActions>
        {members.map((member) => {
          const { userId, name, email, role, since, lastSeenAt } = member;
          const isOwn = userId === ownUserId;
          return (
            <tr key={userId}>
              <th scope="row">
                <span className="block break-words">
                  <bdi>{name}</bdi>
                  {isOwn && <span className="text-muted"> (you)</span>}
                </span>
                <span className="block text-xs break-all text-muted">{email}</span>
              </th>
              <td data-label="Role">
                <RoleMenu
                  member={member}
                  isOwn={isOwn}
                  isLastAdmin={role === 'ADMIN' && admins === 1}
                  changeRole={calls.changeRole}
                />
              </td>
              <td data-label="Member since">
                <Instant at={since.toISOString()} />
              </td>
              <td data-label="Last seen">
                {lastSeenAt ? <RelativeTime instant={lastSeenAt.toISOString()} /> : 'Never'}
              </td>
              <td>
                {!isOwn && (
                  <Menu
                    label={`More about ${name}`}
                    trigger={
                      <IconButton
                        label={`More about ${name}`}
                        icon={<Ellipsis aria-hidden="true" size={16} />}
                        size="small"
                      />
                    }
                  >
                    <MenuItem
                      icon={<UserRoundMinus />}
                      tone="danger"
                      onAction={() => {
                        setRemoved(member);
                        setAsking(true);
                      }}
                    >
                      Remove from the business
                    </MenuItem>
                  </Menu>
                )}
              </td>
            </tr>
          );
        })}
      </TeamTable>
      {removed && (
        <RemoveMemberDialog
          key={removed.userId}
          member={removed}
          others={members.filter(({ userId }) => userId !== removed.userId)}
          isSent={isSent}
          isOpen={isAsking}
          onOpenChange={setAsking}
          remove={calls.remove}
          openItems={calls.openItems}
        />
      )}
    </>
  );
}
