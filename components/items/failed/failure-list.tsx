'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { usePublishingNews } from '#components/publishing/publishing-news.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import { failedPath, listPaths } from '#lib/domain/paths.ts';
import type { GroupRemedy } from '#lib/domain/readiness/group-remedies.ts';
import { reloadLabel } from '#lib/domain/readiness/reload-label.ts';
import { failure, ok } from '#lib/domain/result.ts';
import type { FailureGroup } from '#lib/inbox/failure-groups.ts';
import type { MatchingItem } from '#lib/inbox/select-matching.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { PublishOutcome } from '#lib/publishing/publish-items.ts';
import { BulkFollow } from '../bulk/bulk-follow.tsx';
import type { BulkHandlers } from '../bulk/bulk-types.ts';
import { itemsText } from '../bulk/bulk-words.ts';
import type { ContactHandlers } from '../contact-field.tsx';
import type { CreateOwner } from '../owner-field.tsx';
import { FailureRows, type FailureRowsProps } from './failure-rows.tsx';
import { FixGroupDialog } from './fix-group-dialog.tsx';
import { fixGroupLabel } from './fix-group-words.ts';
import { itemsOfGroup } from './items-of-group.ts';

export type FailureListProps = Omit<FailureRowsProps, 'actions'> & {
  gate: PublishingGate;
  /** Where an admin reconnects; null for everyone else. */
  connectionsHref: string | null;
  mayPublish: boolean;
  bulk: BulkHandlers;
  publishing: PublishHandlers;
  contacts: ContactHandlers;
  createOwner: CreateOwner;
};

/** Items that are published at once; a group of more is gone through in steps. */
const AT_ONCE = 500;

const offline = failure('offline', 'The connection broke off. What is not on its way is still here: try again.');

type Fixed = { group: FailureGroup; remedy: Extract<GroupRemedy, { kind: 'change' | 'draft' }> };

/** The causes with what puts each right in all of its items at one press, followed until it is done. */
export function FailureList(props: FailureListProps) {
  const { slug, workspace, gate, bulk, publishing, mayPublish, connectionsHref } = props;
  const { numbers } = useFormats();
  const [fixed, setFixed] = useState<Fixed | null>(null);
  const [busyKey, setBusyKey] = useState<string | null>(null);
  const [followed, setFollowed] = useState<readonly BulkOutcome[]>([]);
  const tell = usePublishingNews();
  const router = useRouter();
  const follow = (outcome: BulkOutcome) =>
    setFollowed((now) => [...now.filter(({ bulkEditId }) => bulkEditId !== outcome.bulkEditId), outcome]);

  /** Does something with what a group has by now. */
  async function withItems(group: FailureGroup, act: (items: readonly MatchingItem[]) => Promise<void>) {
    setBusyKey(group.key);
    const found = await itemsOfGroup(bulk, workspace, group.key);
    if (!found.ok) toast({ title: 'Nothing was done', description: found.error.message, tone: 'danger' });
    else await act(found.value.items);
    setBusyKey(null);
  }
  const revisions = (items: readonly MatchingItem[]) => items.map(({ id, revision }) => ({ itemId: id, revision }));
  const publishAgain = (group: FailureGroup) =>
    withItems(group, async (items) => {
      const outcomes: PublishOutcome[] = [];
      for (let from = 0; from < items.length; from += AT_ONCE) {
        const some = revisions(items.slice(from, from + AT_ONCE));
        const answer = await publishing.publish({ items: some }, thisTab()).catch(() => offline);
        // What was queued by then is told, and what was not is still in its group.
        if (!answer.ok) {
          await tell(answer, gate, { leavesList: true });
          break;
        }
        outcomes.push(...answer.value);
      }
      if (outcomes.length > 0) await tell(ok(outcomes), gate, { leavesList: true });
    });
  const reload = (group: FailureGroup, list: Extract<GroupRemedy, { kind: 'reload' }>['list']) =>
    withItems(group, async (items) => {
      const answer = await publishing.reload({ list, items: revisions(items) }, thisTab());
      if (!answer.ok) return void toast({ title: 'Not reloaded', description: answer.error.message, tone: 'danger' });
      toast({
        title: 'The books are being read',
        description: `If that puts them right, ${itemsText(items.length, numbers)} ${items.length === 1 ? 'is' : 'are'} published again, even if you leave.`,
        isOngoing: true,
      });
    });

  function button(group: FailureGroup, remedy: GroupRemedy) {
    const common = { size: 'small', isPending: busyKey === group.key, isDisabled: busyKey !== null } as const;
    switch (remedy.kind) {
      case 'change':
      case 'draft':
        return (
          <Button key={remedy.kind} size="small" onPress={() => setFixed({ group, remedy })}>
            {fixGroupLabel(remedy, workspace)}…
          </Button>
        );
      case 'reload':
        return (
          <Button key="reload" {...common} onPress={() => void reload(group, remedy.list)}>
            {reloadLabel(remedy.list)}
          </Button>
        );
      case 'publishAgain':
        return (
          <Button key="publishAgain" {...common} onPress={() => void publishAgain(group)}>
            Publish again
          </Button>
        );
      case 'reconnect':
        return (
          connectionsHref && (
            <ButtonLink key="reconnect" size="small" href={connectionsHref}>
              Reconnect
            </ButtonLink>
          )
        );
      case 'link':
        return (
          <ButtonLink key="link" size="small" href={listPaths(slug).paymentMethods}>
            Open payment methods
          </ButtonLink>
        );
    }
  }

  return (
    <>
      {followed.map((outcome) => (
        <BulkFollow
          key={`${outcome.bulkEditId} ${outcome.state}`}
          {...{ workspace, bulkEditId: outcome.bulkEditId, first: outcome, handlers: bulk }}
          onEnd={() => setFollowed((now) => now.filter(({ bulkEditId }) => bulkEditId !== outcome.bulkEditId))}
          onUndo={follow}
        />
      ))}
      <FailureRows
        {...props}
        {...(mayPublish && {
          actions: (group: FailureGroup) => group.remedies.map((remedy) => button(group, remedy)),
        })}
      />
      {fixed && (
        <FixGroupDialog
          {...fixed}
          {...{ workspace, bulk, contacts: props.contacts, createOwner: props.createOwner }}
          onClose={() => setFixed(null)}
          onBegun={(outcome) => {
            follow(outcome);
            // What was shown fails no more: what is left is shown.
            if (fixed.group.key === props.shownKey) router.push(failedPath(slug, workspace));
          }}
        />
      )}
    </>
  );
}
