'use client';

import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Link } from '#components/ui/link.tsx';
import {
  documentKeys,
  fieldKeys,
  lineKeys,
  pageKeys,
  rowKeys,
  sheetKeys,
  splitKeys,
} from '#components/ui/page-keys.ts';
import { guidePath } from '#lib/domain/paths.ts';
import type { Place } from './navigation.ts';

export type ShortcutHelpProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Where one may go, each with its key. */
  places: readonly Pick<Place, 'label' | 'key'>[];
};

/** Without those that do what another does. */
const listedOf = <T extends object>(keys: Record<string, T | null>) =>
  Object.values(keys).filter((key) => key !== null);

/** Every key there is. */
export function ShortcutHelp({ isOpen, onOpenChange, places }: ShortcutHelpProps) {
  const listed = listedOf(pageKeys);
  const sections = [
    { title: 'Everywhere', keys: listed.filter(({ where }) => where === 'everywhere') },
    { title: 'On an item', keys: listed.filter(({ where }) => where === 'item') },
    { title: 'In a field', keys: listedOf(fieldKeys) },
    { title: 'In line items', keys: listedOf(lineKeys) },
    { title: 'In a document', keys: listedOf(documentKeys) },
    { title: 'Splitting a file', keys: listedOf(splitKeys) },
    { title: 'Pages of an item', keys: listedOf(sheetKeys) },
    { title: 'In a table', keys: [...listedOf(rowKeys), ...listed.filter(({ where }) => where === 'table')] },
    { title: 'Go to', keys: places.map(({ key, label }) => ({ keys: ['G', key.toUpperCase()], what: label })) },
  ];

  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="full">
      <p className="mb-3 text-muted">
        How each job is done with them is told in the{' '}
        <Link href={guidePath('inbox-by-keyboard')} target="_blank">
          guide<span className="sr-only"> (opens in a new tab)</span>
        </Link>
        .
      </p>
      <div className="gap-x-6 sm:columns-2 lg:columns-3 xl:columns-4">
        {sections.map(({ title, keys }) => (
          <section key={title} className="mb-2">
            <h3 className="mb-1 break-after-avoid text-xs font-medium text-muted">{title}</h3>
            <dl>
              {keys.map(({ keys, what }) => (
                <div
                  key={what}
                  className="flex min-h-5.5 break-inside-avoid items-center justify-between gap-2 py-px leading-4"
                >
                  <dt>{what}</dt>
                  <dd className="flex shrink-0 gap-1 whitespace-nowrap">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
