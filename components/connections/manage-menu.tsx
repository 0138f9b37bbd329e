'use client';

import { ChevronDown, Merge, Plug, RotateCw, Unplug } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { TouchedRules } from '#components/lists/touched-rules.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Result } from '#lib/domain/result.ts';
import type { TouchedRule } from '#lib/rules/rules-after.ts';

export type ManageMenuProps = {
  organisationName: string;
  ledgerTitle: string;
  reconnectHref: string;
  /** Where old entries are paired with new ones; null where there were no other books. */
  mergeHref: string | null;
  /** Given the id of the tab, after their own input. */
  refresh: (tab?: string) => Promise<Result<unknown>>;
  disconnect: (tab?: string) => Promise<Result<{ isEndedAtLedger: boolean }>>;
  mayRefresh: boolean;
  /** Items that are queued for publishing. */
  waiting: number;
  slug: string;
  /** Rules that name something of these books. */
  rules: readonly TouchedRule[];
};

/** *Manage*: what can be done about a connection. */
export function ManageMenu(props: ManageMenuProps) {
  const { organisationName, ledgerTitle, reconnectHref, mergeHref, refresh, disconnect, mayRefresh, waiting } = props;
  const { slug, rules } = props;
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);

  async function startRefresh() {
    const started = await refresh(thisTab());
    if (!started.ok) toast({ title: 'Not refreshed', description: started.error.message, tone: 'danger' });
    else router.refresh();
  }

  async function end() {
    const ended = await disconnect(thisTab());
    if (!ended.ok) {
      toast({ title: 'Not disconnected', description: ended.error.message, tone: 'danger' });
      return;
    }
    toast(
      ended.value.isEndedAtLedger
        ? { title: `${isolated(organisationName)} is disconnected`, tone: 'success' }
        : {
            title: `${isolated(organisationName)} is disconnected here`,
            description: `${ledgerTitle} could not be told, since it no longer accepts the authorisation. Remove Intray there under Connected apps, if it is still listed.`,
          },
    );
    router.refresh();
  }

  return (
    <>
      <Menu
        label="Manage"
        trigger={
          <Button>
            Manage
            <ChevronDown aria-hidden="true" size={14} />
          </Button>
        }
      >
        <MenuItem icon={<Plug />} href={reconnectHref}>
          Reconnect
        </MenuItem>
        <MenuItem icon={<RotateCw />} onAction={startRefresh} isDisabled={!mayRefresh}>
          Refresh integration data
        </MenuItem>
        {mergeHref && (
          <MenuItem icon={<Merge />} href={mergeHref}>
            Merge lists
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Unplug />} tone="danger" onAction={() => setAsking(true)}>
          Disconnect
        </MenuItem>
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Disconnect ${isolated(organisationName)}?`}
        confirmLabel="Disconnect"
        isDanger
        onConfirm={end}
      >
        <p>
          Intray loses its access to <bdi>{organisationName}</bdi> in {ledgerTitle}, and nothing can be published until
          it is connected again.
        </p>
        <p className="mt-3 font-medium">What stays</p>
        <ul className="mt-1 list-disc pl-5 text-muted">
          <li>Every item with its document, coding and history</li>
          <li>The lists as they were last refreshed</li>
          <li>Everything that was published to {ledgerTitle}</li>
        </ul>
        {rules.length > 0 && (
          <div className="mt-3">
            <p className="font-medium">
              {rules.length === 1 ? 'One rule names' : `${rules.length} rules name`} entries of{' '}
              <bdi>{organisationName}</bdi>
            </p>
            <p className="mt-1 text-muted">
              They go on coding with the lists as they are. Once another organisation is connected they do nothing until
              its lists are merged:
            </p>
            <TouchedRules {...{ slug, rules }} />
          </div>
        )}
        <p className="mt-3 text-muted">
          If another organisation is connected afterwards, <i>Merge lists</i> pairs what items name now with what that
          has.
        </p>
        {waiting > 0 && (
          <p className="mt-3">
            {waiting === 1 ? 'One item is' : `${waiting} items are`} queued for publishing and will return to the inbox.
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}
