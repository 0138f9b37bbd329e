'use client';

import { useEffect, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { exportsPath, type Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { SendInput, SendPreview } from '#lib/inbox/shares/send-items.ts';

export type SendHandlers = {
  preview: (input: { workspace: Workspace; itemIds: string[] }) => Promise<Result<SendPreview>>;
  send: (input: SendInput, tab?: string) => Promise<Result<{ url: string | null; items: number }>>;
};

const ways = [
  { value: 'mail', label: 'By e-mail' },
  { value: 'link', label: 'Link to copy' },
] as const;
type Way = (typeof ways)[number]['value'];

const dayChoices = [
  { id: '7', label: '7 days' },
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
] as const;
type Days = (typeof dayChoices)[number]['id'];
const daysOf: Record<Days, SendInput['days']> = { '7': 7, '30': 30, '90': 90 };

const brokeOff = () =>
  failure('offline', 'The connection broke off, and it is not known whether it was sent. Try again.');

/** Items to somebody outside: by e-mail, with their documents or a link to them, or by a link that is passed on. */
export function SendDialog({
  slug,
  workspace,
  itemIds,
  isOpen,
  onOpenChange,
  handlers: { preview, send },
}: {
  slug: string;
  workspace: Workspace;
  itemIds: string[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  handlers: SendHandlers;
}) {
  const [way, setWay] = useState<Way>('mail');
  const [to, setTo] = useState('');
  const [message, setMessage] = useState('');
  const [asLink, setAsLink] = useState(false);
  const [days, setDays] = useState<Days>('30');
  const [isPending, setPending] = useState(false);
  const [told, setTold] = useState<Result<SendPreview> | null>(null);
  const [problem, setProblem] = useState<Extract<Result<never>, { ok: false }>['error'] | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const asked = JSON.stringify({ workspace, itemIds });
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    setTold(null);
    setUrl(null);
    setProblem(null);
    void preview(JSON.parse(asked))
      .catch(brokeOff)
      .then((answer) => {
        if (!isWanted) return;
        setTold(answer);
        if (answer.ok && !answer.value.maySend) setWay('link');
      });
    return () => {
      isWanted = false;
    };
  }, [isOpen, asked, preview]);

  const facts = told?.ok ? told.value : null;
  const isLink = way === 'link' || asLink || facts?.mayAttach === false;

  async function run() {
    setPending(true);
    const input = { workspace, itemIds, to: way === 'mail' ? to : null, message, asLink, days: daysOf[days] };
    const sent = await send(input, thisTab()).catch(brokeOff);
    setPending(false);
    setProblem(sent.ok ? null : sent.error);
    if (!sent.ok) return;
    if (way === 'link') return setUrl(sent.value.url);
    onOpenChange(false);
    toast({
      title: `${sent.value.items === 1 ? 'Item' : `${sent.value.items} items`} on the way to ${to}`,
      description: 'Whether the mail was taken stands under Business settings > Mail.',
      tone: 'success',
    });
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Send"
      actions={
        url ? (
          <Button variant="primary" onPress={() => onOpenChange(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button onPress={() => onOpenChange(false)}>Cancel</Button>
            <Button
              variant="primary"
              isPending={isPending}
              isDisabled={!facts || (way === 'mail' && (to.trim() === '' || !facts.maySend))}
              onPress={() => void run()}
            >
              {way === 'mail' ? 'Send' : 'Make the link'}
            </Button>
          </>
        )
      }
    >
      {url ? (
        <MadeLink slug={slug} url={url} />
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          {told === null && (
            <p className="flex items-center gap-2 text-muted">
              <Spinner size={14} /> Looking…
            </p>
          )}
          {told && !told.ok && <Banner tone="danger">{told.error.message}</Banner>}
          {problem && !problem.fields?.to && <Banner tone="danger">{problem.message}</Banner>}
          {facts && <What facts={facts} isLink={isLink} isMail={way === 'mail'} />}
          {facts && (
            <SegmentedControl label="How" labelPlacement="hidden" choices={ways} value={way} onChange={setWay} />
          )}
          {facts && way === 'mail' && !facts.maySend && (
            <Banner tone="warning">
              No mail server is set up for Intray, so nothing can be sent. Make a link, and pass it on yourself.
            </Banner>
          )}
          {facts && way === 'mail' && facts.maySend && (
            <TextField
              label="To"
              type="email"
              autoComplete="email"
              value={to}
              onChange={setTo}
              {...(problem?.fields?.to && { problems: problem.fields.to })}
            />
          )}
          {facts && (way === 'link' || facts.maySend) && (
            <>
              <TextField
                label="Message"
                description={
                  way === 'mail' ? 'Answers go to your own e-mail address.' : 'It stands above the documents.'
                }
                rows={3}
                maxLength={2_000}
                value={message}
                onChange={setMessage}
              />
              {way === 'mail' && facts.mayAttach && (
                <Checkbox
                  isSelected={asLink}
                  onChange={setAsLink}
                  description="It can be taken back, and you see when it is opened."
                >
                  Send a link in place of the documents
                </Checkbox>
              )}
              {isLink && (
                <Select
                  label="The link opens for"
                  value={days}
                  options={dayChoices}
                  onChange={setDays}
                  className="w-44"
                />
              )}
            </>
          )}
        </form>
      )}
    </Dialog>
  );
}

function What({ facts, isLink, isMail }: { facts: SendPreview; isLink: boolean; isMail: boolean }) {
  const { numbers } = useFormats();
  const { items, documents, byteSize, mayAttach } = facts;
  const what = `${items === 1 ? '1 item' : `${items} items`}, ${
    documents === 0
      ? 'without documents'
      : `${documents === 1 ? '1 document' : `${documents} documents`} (${sizeText(byteSize, numbers)})`
  }.`;
  const how =
    isMail && isLink && !mayAttach && documents > 0
      ? ' They are too large for a mail: a link to them is sent.'
      : isLink
        ? ` Whoever has the link sees what ${items === 1 ? 'it is' : 'they are'} about and ${documents === 1 ? 'its document' : 'the documents'}, and nothing else.`
        : '';
  return (
    <p>
      {what}
      {how}
    </p>
  );
}

function MadeLink({ slug, url }: { slug: string; url: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p>The link is shown this once. Whoever has it can open it: pass it on with care.</p>
      <CopyField label="Link" what="link" value={url} />
      <p className="text-muted">
        Under <Link href={exportsPath(slug)}>Exports</Link> you see when it is opened, and take it back.
      </p>
    </div>
  );
}
