'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import type { ShownMerge } from '#lib/lists/browse/contact-merges.ts';
import type { ContactDetails } from '#lib/lists/browse/get-contact.ts';
import { type UndoMerge, undoAndTell } from './merge-toast.ts';

/** On the page of a contact that is archived in the books, or merged into another there: what becomes of its items. */
export function ArchivedNote({
  contact: { name, mergedInBooks },
  listHref,
  books,
}: {
  contact: Pick<ContactDetails, 'name' | 'mergedInBooks'>;
  /** The list that the other is in. */
  listHref: string;
  books: string;
}) {
  if (mergedInBooks) {
    return (
      <Banner tone="info" title={`${isolated(name)} is merged into another contact in ${books}`}>
        Items in the inbox go to <Link href={`${listHref}/${mergedInBooks.id}`}>{mergedInBooks.name}</Link>, and so do
        its aliases.
      </Banner>
    );
  }
  return (
    <Banner tone="warning" title={`${isolated(name)} is archived in ${books}`}>
      Its items in the inbox wait. Choose another contact for them or, if {isolated(name)} is still needed, bring it
      back in {books} and press Reload on the list.
    </Banner>
  );
}

/** On the page of a contact that gave way: to which, by whom, and the way back. */
export function MergedAway({
  name,
  merge,
  href,
  undo,
}: {
  name: string;
  merge: ShownMerge;
  /** The page of the one that took its place. */
  href: string;
  undo: UndoMerge;
}) {
  return (
    <Banner
      tone="info"
      title={`${isolated(name)} is merged into another contact`}
      action={<UndoButton {...{ merge, undo }} />}
    >
      Items go to <Link href={href}>{merge.contact.name}</Link> since {isolated(merge.by)} merged the two,{' '}
      <Instant at={merge.at} />. What is published stays here.
    </Banner>
  );
}

/** On the page of the one that is left: who gave way to it. */
export function MergedHere({
  merges,
  listHref,
  undo,
}: {
  merges: readonly ShownMerge[];
  /** The list under which each has its page. */
  listHref: string;
  undo: UndoMerge;
}) {
  return (
    <ul aria-label="Merged into it" className="divide-y">
      {merges.map((merge) => (
        <li key={merge.id} className="flex min-h-10 items-center gap-2 py-1">
          <span className="min-w-0 flex-1">
            <Link tone="plain" href={`${listHref}/${merge.contact.id}`} className="wrap-anywhere">
              {merge.contact.name}
            </Link>
            <span className="block text-xs text-muted">
              by {isolated(merge.by)}, <Instant at={merge.at} />
            </span>
          </span>
          <UndoButton merge={merge} undo={undo} name={merge.contact.name} />
        </li>
      ))}
    </ul>
  );
}

function UndoButton({ merge, undo, name }: { merge: ShownMerge; undo: UndoMerge; name?: string }) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [isPending, start] = useTransition();
  return (
    <Button
      size="small"
      isPending={isPending}
      aria-label={name && `Undo the merge of ${name}`}
      onPress={() =>
        start(async () => {
          await undoAndTell(undo, merge.id, numbers);
          router.refresh();
        })
      }
    >
      Undo
    </Button>
  );
}
