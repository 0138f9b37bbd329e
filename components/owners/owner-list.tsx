'use client';

import { Archive, ArchiveRestore, Ellipsis, Pencil, Plus, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { countText } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { OwnerRow } from '#lib/team/owners/list-owners.ts';
import { ArchiveOwnerDialog, type HandTo } from './archive-owner-dialog.tsx';
import { OwnerDialog, type OwnerValues } from './owner-dialog.tsx';

export type OwnerListProps = {
  owners: readonly OwnerRow[];
  /** All who can take over what is open. */
  choices: readonly { id: string; name: string }[];
  inboxHref: string;
  create: (input: OwnerValues) => Promise<Result<unknown>>;
  change: (input: OwnerValues & { ownerId: string }) => Promise<Result<unknown>>;
  archive: (input: { ownerId: string; handTo?: string | null | undefined }) => Promise<Result<number>>;
  restore: (input: { ownerId: string }) => Promise<Result<unknown>>;
};

type Asked = { what: 'create' } | { what: 'change' | 'archive'; owner: OwnerRow };

/** *Business settings > Owners*: those who own items and never sign in, and what can be done about each. */
export function OwnerList(props: OwnerListProps) {
  const { owners, choices, inboxHref } = props;
  const { numbers } = useFormats();
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);

  async function done<T>(answer: Promise<Result<T>>, title: (value: T) => string): Promise<Result<T>> {
    const result = await answer;
    if (result.ok) {
      toast({ title: title(result.value), tone: 'success' });
      router.refresh();
    }
    return result;
  }

  async function archive(owner: OwnerRow, handTo: HandTo) {
    const input = { ownerId: owner.id, ...(handTo !== undefined && { handTo }) };
    const archived = await done(props.archive(input).catch(offline), (moved) =>
      moved === 0
        ? `${isolated(owner.name)} is archived`
        : `${isolated(owner.name)} is archived, and ${countText(moved, numbers)} ${moved === 1 ? 'item' : 'items'} handed over`,
    );
    if (!archived.ok) toast({ title: 'Not archived', description: archived.error.message, tone: 'danger' });
    close();
  }

  async function restore({ id, name }: OwnerRow) {
    const restored = await done(
      props.restore({ ownerId: id }).catch(offline),
      () => `${isolated(name)} is in use again`,
    );
    if (!restored.ok) toast({ title: 'Not restored', description: restored.error.message, tone: 'danger' });
  }

  const add = (
    <Button variant="primary" icon={<Plus size={15} />} onPress={() => setAsked({ what: 'create' })}>
      Add owner
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Owners"
        guide="flags-and-owners"
        description="People without an account whose receipts these are. Members own what they add, and are not listed here."
        actions={owners.length > 0 && add}
      />
      <PageBody width="full">
        {owners.length === 0 ? (
          <EmptyState icon={<UserRound />} title="No owners without an account" action={add}>
            A receipt can belong to somebody who never signs in: a driver, a volunteer, a director.
          </EmptyState>
        ) : (
          <table className="w-full max-w-3xl text-left max-sm:block">
            <thead className="max-sm:sr-only">
              <tr className="border-b text-xs text-muted [&>th]:py-1.5 [&>th]:pr-4 [&>th]:font-medium">
                <th scope="col">Name</th>
                <th scope="col" className="text-right">
                  In the inbox
                </th>
                <th scope="col" className="text-right">
                  Items
                </th>
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody className="divide-y max-sm:block">
              {owners.map((owner) => (
                <tr
                  key={owner.id}
                  className="max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:py-2 sm:[&>*]:py-1.5 sm:[&>*]:pr-4"
                >
                  <th scope="row" className="min-w-0 font-normal max-sm:w-full">
                    <span className="flex flex-wrap items-center gap-x-2">
                      <span className="break-words">{owner.name}</span>
                      {owner.hasLeft ? (
                        <StatusBadge tone="neutral" text="Has left" />
                      ) : (
                        owner.isArchived && <StatusBadge tone="neutral" text="Archived" />
                      )}
                    </span>
                    {owner.email && <span className="block text-xs break-all text-muted">{owner.email}</span>}
                  </th>
                  <td className="text-right tabular-nums">
                    {owner.openCount > 0 ? (
                      <Link
                        href={`${inboxHref}?owner=${owner.id}`}
                        className="inline-block min-h-6 content-center pointer-coarse:min-h-11"
                      >
                        {countText(owner.openCount, numbers)}
                        <span className="sr-only"> in the inbox of {owner.name}</span>
                      </Link>
                    ) : (
                      <span className="text-muted">0</span>
                    )}
                    <span className="text-muted sm:hidden"> in the inbox</span>
                  </td>
                  <td className="text-right text-muted tabular-nums max-sm:flex-1 max-sm:text-left">
                    {countText(owner.itemCount, numbers)}
                    <span className="sm:hidden"> in all</span>
                  </td>
                  <td className="w-8 text-right">
                    {!owner.hasLeft && (
                      <OwnerMenu owner={owner} onAsk={setAsked} onRestore={() => void restore(owner)} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PageBody>
      {asked?.what === 'create' && (
        <OwnerDialog
          title="Add owner"
          saveLabel="Add owner"
          save={(values) => done(props.create(values), () => `${isolated(values.name)} is an owner now`)}
          onClose={close}
        />
      )}
      {asked?.what === 'change' && (
        <OwnerDialog
          title="Change owner"
          saveLabel="Save"
          first={{ name: asked.owner.name, email: asked.owner.email ?? '' }}
          save={(values) => done(props.change({ ownerId: asked.owner.id, ...values }), () => 'Saved')}
          onClose={close}
        />
      )}
      {asked?.what === 'archive' && (
        <ArchiveOwnerDialog
          owner={asked.owner}
          others={choices.filter(({ id }) => id !== asked.owner.id)}
          archive={(handTo) => archive(asked.owner, handTo)}
          onClose={close}
        />
      )}
    </>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

function OwnerMenu({
  owner,
  onAsk,
  onRestore,
}: {
  owner: OwnerRow;
  onAsk: (asked: Asked) => void;
  onRestore: () => void;
}) {
  return (
    <Menu
      label={`About ${owner.name}`}
      trigger={<IconButton label={`About ${owner.name}`} size="small" icon={<Ellipsis size={16} />} />}
    >
      {owner.isArchived ? (
        <MenuItem icon={<ArchiveRestore />} onAction={onRestore}>
          Restore
        </MenuItem>
      ) : (
        <>
          <MenuItem icon={<Pencil />} onAction={() => onAsk({ what: 'change', owner })}>
            Change
          </MenuItem>
          <MenuItem icon={<Archive />} onAction={() => onAsk({ what: 'archive', owner })}>
            Archive
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
