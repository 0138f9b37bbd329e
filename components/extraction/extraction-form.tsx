'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import {
  type ExtractionSettings,
  readLinesChoices,
  readLinesNames,
  sureChoices,
  sureName,
} from '#lib/domain/extraction/extraction-settings.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { ExtractionSetting } from '#lib/extraction/settings/extraction-setting.ts';

/** *Business settings > Extraction*, each choice told by what the business's own documents of late would have become. */
export function ExtractionForm({
  setting: { saved, lately, sureEnough, example },
  asksModel,
  save,
}: {
  setting: ExtractionSetting;
  /** A language model is asked about unsure documents. */
  asksModel: boolean;
  save: (input: ExtractionSettings) => Promise<Result<null>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [chosen, choose] = useState(saved);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isChanged =
    chosen.readsDocuments !== saved.readsDocuments ||
    chosen.readsLines !== saved.readsLines ||
    chosen.readsTax !== saved.readsTax ||
    chosen.sureFrom !== saved.sureFrom;
  const count = (number: number) => writeCount(number, numbers);
  const of = `of the ${count(lately.read)} documents read in the last 90 days`;
  const wouldBe = (number: number) => (lately.read === 0 ? undefined : `${count(number)} ${of}.`);
  const newest = example && `Item ${example.number}`;

  const taxText = (isRead: boolean) => {
    const had = example?.tax ? ` ${newest} says ${example.tax} of tax.` : '';
    return isRead
      ? `The tax and its rate are entered as documents say them: ${lately.read === 0 ? 'none was read yet.' : `${count(lately.withTax)} ${of} say it.`}${had}`
      : `Items get their total alone, and their tax by the rate that a rule, the supplier’s last item or you choose.${had && `${had} It would be left out.`} A supplier may have it otherwise, on its own page.`;
  };

  const submit = () =>
    start(async () => {
      const done = await save(chosen).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      toast({ title: 'Saved', description: 'For documents that come from now on.', tone: 'success' });
      router.refresh();
    });

  return (
    <section className="flex max-w-2xl flex-col gap-5">
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <Checkbox
        isSelected={chosen.readsDocuments}
        onChange={(readsDocuments) => choose({ ...chosen, readsDocuments })}
        description={
          chosen.readsDocuments
            ? `Documents are read on your own machine${asksModel ? ', and the words of unsure ones are sent to the language model below' : ': nothing leaves it'}. What you enter is never changed.`
            : 'What comes stays as it is, and you enter what it says. Any document can still be read from its item.'
        }
      >
        Read documents when they arrive
      </Checkbox>
      <RadioGroup
        label="Extract line items"
        isDisabled={!chosen.readsDocuments}
        value={chosen.readsLines}
        onChange={(readsLines) => choose({ ...chosen, readsLines })}
        choices={readLinesChoices.map((value) => ({
          value,
          label: readLinesNames[value],
          description: {
            NEVER: `Each document is one amount${example && example.lines > 0 ? `: ${newest} too, which has ${example.lines} lines` : ''}.`,
            RATES_DIFFER: wouldBe(lately.severalRates),
            ALWAYS: wouldBe(lately.withLines),
          }[value],
        }))}
      />
      <p className="-mt-3 text-xs text-muted">Lines are entered only where they add up to the total to the cent.</p>
      <Checkbox
        isSelected={chosen.readsTax}
        isDisabled={!chosen.readsDocuments}
        onChange={(readsTax) => choose({ ...chosen, readsTax })}
        description={taxText(chosen.readsTax)}
      >
        Extract tax
      </Checkbox>
      <RadioGroup
        label="Ready by itself"
        isDisabled={!chosen.readsDocuments}
        value={String(chosen.sureFrom)}
        onChange={(sureFrom) => choose({ ...chosen, sureFrom: Number(sureFrom) })}
        choices={sureChoices.map((from) => ({
          value: String(from),
          label: sureName(from),
          description:
            from > 100
              ? 'Somebody is asked about date, total and supplier of each document but e-invoices that came as data.'
              : `${wouldBe(sureEnough[from] ?? 0) ?? 'Date, total and supplier have to be so sure.'}${
                  newest && example?.sure !== null && example?.sure !== undefined
                    ? ` ${newest} was ${Math.floor(example.sure)}% sure.`
                    : ''
                }`,
        }))}
      />
      {(lately.unknown > 0 || lately.incomplete > 0) && (
        <p className="-mt-3 text-xs text-muted">
          Of these {count(lately.read)} documents,{' '}
          {[
            lately.unknown > 0 && `${count(lately.unknown)} have no contact yet`,
            lately.incomplete > 0 && `in ${count(lately.incomplete)} no date or total was found`,
          ]
            .filter(Boolean)
            .join(', and ')}
          : they are asked about whatever is chosen here.
          {lately.unknown > 0 &&
            ' Choose the contact of a document once, and the next ones of that supplier are known.'}
        </p>
      )}
      <p className="-mt-3 text-xs text-muted">
        Such an item is Ready when its supplier is known and it is coded as the supplier’s last one; nothing is
        published by itself.
      </p>
      <div>
        <Button
          variant={isChanged ? 'primary' : 'secondary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={!isChanged}
        >
          Save
        </Button>
      </div>
    </section>
  );
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');
