'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Archiving } from '#lib/domain/archiving.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { ArchiveSetting } from '#lib/publishing/settings/archive-setting.ts';

/** *Archive*: what takes an item there by itself, told by one of the business's own. */
export function ArchiveForm({
  setting: { saved, example, publishedInInbox },
  save,
}: {
  setting: ArchiveSetting;
  save: (input: Archiving) => Promise<Result<null>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [{ archivesPublished, archivesExported }, choose] = useState(saved);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isChanged = archivesPublished !== saved.archivesPublished || archivesExported !== saved.archivesExported;
  const item = example
    ? `Item ${example.number}${example.contact ? ` of ${isolated(example.contact)}` : ''}`
    : 'A new item';

  const submit = () =>
    start(async () => {
      const done = await save({ archivesPublished, archivesExported }).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      toast({ title: 'Saved', description: 'From now on. Items stay where they are.', tone: 'success' });
      router.refresh();
    });

  return (
    <section className="flex max-w-2xl flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">Archive</h2>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1.5 text-sm font-medium">What archives an item</legend>
        <Checkbox
          isSelected={archivesPublished}
          onChange={(chosen) => choose({ archivesPublished: chosen, archivesExported })}
          description={
            archivesPublished
              ? `${item} goes from the inbox to the archive as soon as it is in the books.`
              : `${item} stays in the inbox when it is in the books, under Published, until somebody archives it.`
          }
        >
          Publishing
        </Checkbox>
        <Checkbox
          isSelected={archivesExported}
          onChange={(chosen) => choose({ archivesPublished, archivesExported: chosen })}
          description={
            archivesExported
              ? `${item} goes to the archive when it is exported, published or not. Each export can say otherwise.`
              : `${item} stays in the inbox when it is exported. Each export can say otherwise.`
          }
        >
          Export
        </Checkbox>
      </fieldset>
      <p className="text-xs text-muted">
        By hand, everything but what is being published can be archived.
        {publishedInInbox > 0 &&
          ` ${writeCount(publishedInInbox, numbers)} published ${publishedInInbox === 1 ? 'item is' : 'items are'} in the inbox: filter by Published, select all, archive.`}
      </p>
      <div>
        <Button
          variant={isChanged ? 'primary' : 'secondary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={!isChanged}
        >
          Save archiving
        </Button>
      </div>
    </section>
  );
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');
