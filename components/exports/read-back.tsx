'use client';

import { FileUp, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ChooseFiles } from '#components/ui/choose-files.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ReadingRow } from '#lib/business-file/reading/list-readings.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { completeExportPaths, inboxPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { countsText } from './complete-exports.tsx';
import { useRefreshWhile } from './refresh-while.ts';
import { sendInParts } from './send-in-parts.ts';

type Handlers = {
  begin: (input: { fileName: string; byteSize: number }) => Promise<Result<{ id: string; partBytes: number }>>;
  read: (input: { readingId: string; name: string }) => Promise<Result<null>>;
  remove: (input: { readingId: string }) => Promise<Result<null>>;
};

/** A complete export is sent, looked at, and becomes a new business. */
export function ReadBack({
  slug,
  readings,
  begin,
  read,
  remove,
}: Handlers & { slug: string; readings: readonly ReadingRow[] }) {
  const router = useRouter();
  const [sending, setSending] = useState<{ id: string; name: string; sent: number; size: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useRefreshWhile(readings.some(({ state }) => state === 'CHECKING' || state === 'READING'));

  async function send(file: File) {
    setProblem(null);
    const begun = await begin({ fileName: file.name, byteSize: file.size }).catch(offline);
    if (!begun.ok) return setProblem(begun.error.message);
    const { id, partBytes } = begun.value;
    setSending({ id, name: file.name, sent: 0, size: file.size });
    const { part } = completeExportPaths(slug);
    const sent = await sendInParts(
      file,
      partBytes,
      (number) => part(id, number),
      (bytes) => setSending((now) => now && { ...now, sent: bytes }),
    );
    setSending(null);
    if (!sent.ok) {
      setProblem(sent.error.message);
      await remove({ readingId: id }).catch(offline);
    }
    router.refresh();
  }

  const { numbers } = useFormats();
  return (
    <div className="flex flex-col gap-6">
      <div>
        {problem && (
          <Banner tone="danger" className="mb-3">
            {problem}
          </Banner>
        )}
        {sending ? (
          <ProgressBar
            label={`Sending ${sending.name}`}
            value={sending.sent}
            max={sending.size}
            valueLabel={`${sizeText(sending.sent, numbers)} of ${sizeText(sending.size, numbers)}`}
          />
        ) : (
          <ChooseFiles
            variant={readings.some(({ state }) => state === 'CHECKED') ? 'secondary' : 'primary'}
            accept={['.zip', 'application/zip']}
            icon={<FileUp size={15} />}
            onFiles={([file]) => {
              if (file) void send(file);
            }}
          >
            Choose a complete export
          </ChooseFiles>
        )}
        <p className="mt-2 max-w-prose text-xs text-muted">
          The ZIP file, as it was downloaded from this Intray or another. It is checked as a whole, and you see what is
          in it, before anything is made.
        </p>
      </div>
      {readings
        .filter(({ id }) => id !== sending?.id)
        .map((reading) => (
          <Reading key={reading.id} {...{ reading, read, remove }} />
        ))}
    </div>
  );
}

function Reading({ reading, read, remove }: { reading: ReadingRow } & Pick<Handlers, 'read' | 'remove'>) {
  const { fileName, byteSize, byName, at, state } = reading;
  const { numbers } = useFormats();
  async function drop() {
    const removed = await remove({ readingId: reading.id }).catch(offline);
    if (!removed.ok) toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
  }
  return (
    <section className="border-t pt-3">
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-medium break-words">{fileName}</h2>
          <p className="text-xs text-muted">
            {sizeText(byteSize, numbers)}, {byName}, <Instant at={at} />
          </p>
        </div>
        {state !== 'DONE' && (
          <IconButton
            size="small"
            label={`Remove ${fileName}`}
            icon={<Trash2 size={14} />}
            onPress={() => void drop()}
          />
        )}
      </header>
      <div className="mt-2">
        <Stage {...{ reading, read }} />
      </div>
    </section>
  );
}

function Stage({ reading, read }: { reading: ReadingRow } & Pick<Handlers, 'read'>) {
  const { state, done, total, problem, made, name } = reading;
  const progress = total > 0 && { value: done, max: total };
  switch (state) {
    case 'UPLOADING':
      return <p className="text-muted">It did not come whole. Remove it, and choose it again.</p>;
    case 'CHECKING':
      return <ProgressBar label="Checking that it is whole" className="max-w-96" {...progress} />;
    case 'READING':
      return <ProgressBar label={`Making ${name ?? 'the business'}`} className="max-w-96" {...progress} />;
    case 'REFUSED':
    case 'FAILED':
      return <Banner tone="danger">{problem}</Banner>;
    case 'DONE':
      return made ? (
        <Banner
          tone="success"
          title={`${made.name} is here`}
          action={
            <ButtonLink size="small" href={inboxPath(made.slug, 'COSTS')}>
              Open it
            </ButtonLink>
          }
        >
          Connect it to its books and invite its people under Business settings.
        </Banner>
      ) : (
        <p className="text-muted">It was read back in. You are not in that business, or it was deleted since.</p>
      );
    case 'CHECKED':
      return <Preview {...{ reading, read }} />;
  }
}

/** What is in a file that was found to be whole, and what it becomes. */
function Preview({ reading, read }: { reading: ReadingRow } & Pick<Handlers, 'read'>) {
  const { id, summary, before } = reading;
  const { numbers } = useFormats();
  const [name, setName] = useState(reading.name ?? '');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!summary) return null;
  const { counts, organisations, members, madeAt, madeBy, business } = summary;
  async function start() {
    setPending(true);
    const started = await read({ readingId: id, name }).catch(offline);
    setPending(false);
    setProblem(started.ok ? null : (started.error.fields?.name ?? started.error.message));
  }
  const facts = [
    { term: 'Business', detail: business.name },
    {
      term: 'Made',
      detail: (
        <>
          <Instant at={madeAt} />, {madeBy}
        </>
      ),
    },
    { term: 'In it', detail: countsText(counts, numbers) },
    { term: 'Documents', detail: sizeText(counts.documentBytes, numbers) },
    { term: 'History', detail: `${writeCount(counts.events, numbers)} entries` },
    ...(counts.published > 0
      ? [{ term: 'Published', detail: `${writeCount(counts.published, numbers)}, known by their ids in the books` }]
      : []),
    ...(organisations.length > 0 ? [{ term: 'Books', detail: organisations.join(', ') }] : []),
    { term: 'Members', detail: `${members.join(', ')}: named in its history, and to be invited anew` },
  ];
  return (
    <div className="flex flex-col gap-4">
      {before.map(({ at, byName, name: madeName }) => (
        <Banner key={at} tone="warning" title="This very file was read back in before">
          {byName} made {madeName} of it, <Instant at={at} />. Read once more, it becomes another business beside that
          one.
        </Banner>
      ))}
      {counts.undecided > 0 && (
        <Banner tone="warning" title={`${writeCount(counts.undecided, numbers)} were being published`}>
          It was not known yet whether the books have them when the file was made. They come as refused, with a note to
          look in the books: nothing is sent by itself.
        </Banner>
      )}
      <DescriptionList items={facts} />
      <form
        className="flex flex-col items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) void start();
        }}
      >
        <TextField
          className="w-72 max-w-full"
          label="Name of the new business"
          value={name}
          onChange={(typed) => {
            setName(typed);
            setProblem(null);
          }}
          {...(problem && { problems: problem })}
        />
        <Button type="submit" variant="primary" isPending={isPending}>
          Make this business
        </Button>
      </form>
    </div>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
