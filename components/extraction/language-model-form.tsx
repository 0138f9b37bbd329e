'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { DecimalField } from '#components/ui/decimal-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { LanguageModelInput, LanguageModelSetting } from '#lib/extraction/model/model-setting.ts';

type Props = {
  setting: LanguageModelSetting;
  save: (input: LanguageModelInput) => Promise<Result<null>>;
  tryOut: (input: LanguageModelInput) => Promise<Result<{ seconds: string }>>;
};

const kinds = [
  {
    value: 'OPENAI' as const,
    label: 'As OpenAI is asked',
    description: 'Many providers and servers of your own, such as Ollama, vLLM and llama.cpp: https://…/v1',
  },
  { value: 'ANTHROPIC' as const, label: 'As Anthropic is asked', description: 'https://api.anthropic.com' },
];

/** *Business settings > Extraction*, below: a language model for what was read unsurely. Off until somebody switches it on. */
export function LanguageModelForm({ setting: { saved, used, problem: lastProblem }, save, tryOut }: Props) {
  const router = useRouter();
  const { numbers } = useFormats();
  const { hasKey, ...before } = saved;
  const [entered, enter] = useState<LanguageModelInput>({ ...before, key: null });
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isSaving, startSaving] = useTransition();
  const [isTrying, startTrying] = useTransition();
  const isSetUp = entered.isOn || saved.address !== '';
  const isChanged = JSON.stringify(entered) !== JSON.stringify({ ...before, key: null });
  const count = (number: number) => writeCount(number, numbers);

  const submit = () =>
    startSaving(async () => {
      const done = await save(entered).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      enter((now) => ({ ...now, key: null }));
      toast({ title: 'Saved', description: 'For documents that come from now on.', tone: 'success' });
      router.refresh();
    });
  const attempt = () =>
    startTrying(async () => {
      const done = await tryOut(entered).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (done.ok) toast({ title: 'It answered', description: `In ${done.value.seconds} s.`, tone: 'success' });
    });

  return (
    <section aria-labelledby="language-model" className="mt-8 flex max-w-2xl flex-col gap-4 border-t border-line pt-6">
      <div>
        <h2 id="language-model" className="font-semibold">
          Language model
        </h2>
        <p className="text-xs text-muted">
          A second opinion on documents whose date, total, supplier or lines were not read surely. Only values that
          stand on the document and add up are taken, and you are still asked about them.
        </p>
      </div>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      {!problem && saved.isOn && lastProblem && (
        <Banner tone="warning">
          The last time there was no reply. {lastProblem} Documents are read without it meanwhile.
        </Banner>
      )}
      <Checkbox
        isSelected={entered.isOn}
        onChange={(isOn) => enter({ ...entered, isOn })}
        description={
          entered.isOn
            ? 'The words of such documents are sent to the address below. No picture is, and no e-invoice.'
            : 'Nothing leaves this machine.'
        }
      >
        Ask a language model
      </Checkbox>
      {isSetUp && (
        <>
          <RadioGroup
            label="Kind"
            value={entered.kind}
            onChange={(kind) => enter({ ...entered, kind })}
            choices={kinds}
          />
          <TextField
            label="Address"
            type="url"
            spellCheck={false}
            value={entered.address}
            onChange={(address) => enter({ ...entered, address })}
            problems={problem?.fields?.address}
            placeholder={entered.kind === 'OPENAI' ? 'https://api.example.com/v1' : 'https://api.anthropic.com'}
          />
          <TextField
            label="Model"
            spellCheck={false}
            value={entered.model}
            onChange={(model) => enter({ ...entered, model })}
            problems={problem?.fields?.model}
            description="As its provider writes it."
          />
          <TextField
            label="Key"
            type="password"
            autoComplete="off"
            value={entered.key ?? ''}
            onChange={(key) => enter({ ...entered, key: key === '' ? null : key })}
            problems={problem?.fields?.key}
            description={
              hasKey
                ? 'One is kept, encrypted. Enter another to replace it.'
                : 'Kept encrypted. A model of your own may need none.'
            }
          />
          <div className="flex flex-wrap gap-4">
            <DecimalField
              className="w-44"
              label="Price of a million tokens in"
              value={entered.inputPrice ?? ''}
              decimals={4}
              onChange={(price) => enter({ ...entered, inputPrice: price || null })}
            />
            <DecimalField
              className="w-44"
              label="Price of a million tokens out"
              value={entered.outputPrice ?? ''}
              decimals={4}
              onChange={(price) => enter({ ...entered, outputPrice: price || null })}
            />
            <DecimalField
              className="w-44"
              label="Documents a month, at most"
              value={String(entered.monthlyLimit)}
              decimals={0}
              onChange={(limit) => enter({ ...entered, monthlyLimit: Number(limit) || 1 })}
              problems={problem?.fields?.monthlyLimit}
            />
          </div>
          {used.length > 0 && (
            <ul className="text-xs text-muted">
              {used.map(({ month, asked, failed, tokens, cost }) => (
                <li key={month}>
                  {month}: asked about {count(asked)} {asked === 1 ? 'document' : 'documents'}
                  {failed > 0 && `, ${count(failed)} without a reply`}; {count(tokens)} tokens
                  {cost !== null && `, which cost ${cost}`}.
                </li>
              ))}
            </ul>
          )}
          <div className="flex flex-wrap gap-2">
            <Button variant="secondary" onPress={submit} isPending={isSaving} isDisabled={!isChanged}>
              Save the model
            </Button>
            <Button
              variant="secondary"
              onPress={attempt}
              isPending={isTrying}
              isDisabled={entered.address === '' || entered.model === ''}
            >
              Try it
            </Button>
          </div>
          <p className="-mt-2 text-xs text-muted">Try it asks about a made-up receipt.</p>
        </>
      )}
    </section>
  );
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');
