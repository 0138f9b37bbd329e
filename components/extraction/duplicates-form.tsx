'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { listPaths, submissionsPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { type DuplicateMode, duplicateModeNames, duplicateModes } from '#lib/domain/sure-copy.ts';
import type { DuplicateSetting } from '#lib/inbox/duplicates/duplicate-setting.ts';

/** What becomes of two items that are surely one purchase. Saved as it is chosen, with what it would have come to. */
export function DuplicatesForm({
  slug,
  setting: { saved, exceptions, lately },
  save,
}: {
  slug: string;
  setting: DuplicateSetting;
  save: (input: { mode: DuplicateMode }) => Promise<Result<null>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [chosen, choose] = useState(saved);
  const count = (number: number) => writeCount(number, numbers);

  async function change(mode: DuplicateMode) {
    const before = chosen;
    choose(mode);
    const done = await save({ mode }).catch(() => offline);
    if (!done.ok) {
      choose(before);
      return toast({ title: 'Not saved', description: done.error.message, tone: 'danger' });
    }
    toast({ title: 'Saved', description: 'For documents that come from now on.', tone: 'success' });
    router.refresh();
  }

  return (
    <section className="flex max-w-2xl flex-col gap-3 border-t pt-5">
      <RadioGroup
        label="Duplicates"
        value={chosen}
        onChange={(mode) => void change(mode)}
        choices={duplicateModes.map((value) => ({
          value,
          label: duplicateModeNames[value],
          description: {
            REVIEW: 'Both stay in the inbox, and each says that it may be the same purchase as the other.',
            AUTOMATIC: automaticText(lately, count),
          }[value],
        }))}
      />
      <p className="text-xs text-muted">
        Sure is the very same file, or the same supplier, number, date and total; of receipts, the same picture as well.
        Whatever differs, or has been changed by a person, is asked about. The later one is put into the earlier, which
        says so; Take apart brings it back.
      </p>
      {lately.done > 0 && (
        <p className="text-xs text-muted">
          In the last 90 days {count(lately.done)} {lately.done === 1 ? 'was' : 'were'} put together by itself, and{' '}
          {lately.undone === 0 ? 'none' : count(lately.undone)} of them taken apart again.{' '}
          <Link href={`${submissionsPath(slug)}?show=copies`}>Show in the submission history</Link>
        </p>
      )}
      {exceptions.length > 0 && (
        <p className="text-xs text-muted">
          Otherwise:{' '}
          {exceptions.map(({ id, name, mode }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              <Link href={`${listPaths(slug).suppliers}/${id}`}>
                <bdi>{name}</bdi>
              </Link>
              , {duplicateModeNames[mode].toLowerCase()}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function automaticText(
  { pairs, sure, example }: DuplicateSetting['lately'],
  count: (number: number) => string,
): string {
  if (pairs === 0) return 'Nothing of the last 90 days that is still here may be the same purchase.';
  const of = `${count(sure)} of ${pairs === 1 ? 'the one pair' : `${count(pairs)} pairs`} of the last 90 days that wait for an answer`;
  return example ? `${of}, such as item ${example.later}, which would be in item ${example.earlier}.` : `${of}.`;
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');
