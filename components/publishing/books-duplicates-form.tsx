'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import {
  type BooksDuplicates,
  booksDuplicatesChoices,
  booksDuplicatesExample,
  booksDuplicatesNames,
} from '#lib/domain/books-duplicates.ts';
import { formatInstant } from '#lib/domain/instant-text.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { BooksSetting } from '#lib/publishing/settings/books-setting.ts';

/** *Already in the books*: what becomes of an item that somebody may have entered there by hand. */
export function BooksDuplicatesForm({
  setting: { saved, concerned, example, mirror },
  books,
  save,
}: {
  setting: BooksSetting;
  /** What they are called. */
  books: string;
  save: (input: { chosen: BooksDuplicates }) => Promise<Result<null>>;
}) {
  const router = useRouter();
  const formats = useFormats();
  const { numbers } = formats;
  const [chosen, choose] = useState(saved);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isChanged = chosen !== saved;
  const item =
    example === null ? 'An item' : concerned > 0 ? `Item ${example}` : `Item ${example}, were it there already,`;
  const submit = () =>
    start(async () => {
      const done = await save({ chosen }).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      toast({ title: 'Saved', description: 'The inbox is looked through by it.', tone: 'success' });
      router.refresh();
    });
  return (
    <section className="flex max-w-2xl flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">Already in the books</h2>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <RadioGroup
        label="An item that the books may have already"
        value={chosen}
        onChange={choose}
        choices={booksDuplicatesChoices.map((value) => ({
          value,
          label: booksDuplicatesNames[value],
          description: booksDuplicatesExample(value, item, books),
        }))}
      />
      <p className="text-xs text-muted">
        {mirror ? (
          <>
            {writeCount(mirror.documents, numbers)} {mirror.documents === 1 ? 'document' : 'documents'} of the last
            fifteen months {mirror.documents === 1 ? 'is' : 'are'} known, as of{' '}
            <time dateTime={mirror.readAt} suppressHydrationWarning={formats.timeZone === null}>
              {formatInstant(mirror.readAt, formats)}
            </time>
            .{' '}
          </>
        ) : (
          'The books are read in the background as soon as something is in the inbox. '
        )}
        {chosen === 'WARN' && 'What somebody entered in the books within the last hour may be seen only later. '}
        {concerned > 0 &&
          `${writeCount(concerned, numbers)} ${concerned === 1 ? 'item' : 'items'} of the inbox may be there already.`}
      </p>
      <div>
        <Button
          variant={isChanged ? 'primary' : 'secondary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={!isChanged}
        >
          Save what is asked
        </Button>
      </div>
    </section>
  );
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');
