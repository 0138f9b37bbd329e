'use client';

import { ArrowLeft, Car, Download, EllipsisVertical, FileText, Plus, Send, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ComponentProps, useState } from 'react';
import { DocumentViewer } from '#components/document/document-viewer.tsx';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import { ExportDialog, type ExportHandlers } from '#components/items/export-dialog.tsx';
import type { LoadPreview } from '#components/items/preview-dialog.tsx';
import { SendDialog } from '#components/items/send-dialog.tsx';
import { useLive } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { besidePhoneBar } from '#components/ui/beside-phone-bar.ts';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Link } from '#components/ui/link.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimView } from '#lib/claims/get-claim.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { claimsPath } from '#lib/domain/paths.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import { AllowanceDialog } from './allowance-dialog.tsx';
import { ClaimBillCard, type ClaimBillCardProps } from './claim-bill-card.tsx';
import { ClaimDetails } from './claim-details.tsx';
import { ClaimFile } from './claim-file.tsx';
import { ClaimHistory } from './claim-history.tsx';
import { ClaimItems } from './claim-items.tsx';
import { ClaimStatusBadge } from './claim-status-badge.tsx';
import { PickItemsDialog } from './pick-items-dialog.tsx';

export type ClaimPageProps = {
  slug: string;
  claim: ClaimView;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  gate: PublishingGate;
  connectionsHref: string | null;
  may: { edit: boolean; publish: boolean };
  handlers: ClaimHandlers;
  publishing: PublishHandlers;
  confirm: ClaimBillCardProps['confirm'];
  preview: LoadPreview;
  exporting: ExportHandlers;
  bringBack: ComponentProps<typeof ExportDialog>['bringBack'];
  findContacts: ContactHandlers['find'];
};

const views = [
  { value: 'document', label: 'Document' },
  { value: 'items', label: 'Items' },
  { value: 'details', label: 'Details' },
  { value: 'history', label: 'History' },
] as const;
/** What a narrow screen shows; a wide one has the document beside the rest. */
type View = (typeof views)[number]['value'];

const previewPart = later(() => import('#components/items/preview-dialog.tsx'));

type Open = 'items' | 'allowance' | 'export' | 'send' | { preview: string } | null;

/** One claim: its items, each with its receipt beside, what it comes to, and what becomes of that in the books. */
export function ClaimPage(props: ClaimPageProps) {
  const { slug, claim, gate, may, handlers } = props;
  useLive({ items: 'any', connection: 'any' }, props.drawnAt);
  const [view, setView] = useState<View>('items');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  /** The item whose receipt is shown, or the PDF of a currency. */
  const [shown, setShown] = useState<{ itemId: string } | { pdf: string }>({ itemId: claim.items[0]?.id ?? '' });
  const remove = useRemoval(slug, claim, handlers);
  const preview = useLater(previewPart, open !== null && typeof open === 'object');

  const bill = 'pdf' in shown ? (claim.bills.find(({ currency }) => currency === shown.pdf) ?? claim.bills[0]) : null;
  const item = 'itemId' in shown ? (claim.items.find(({ id }) => id === shown.itemId) ?? claim.items[0]) : null;
  const document = bill ? bill.document : (item?.document ?? null);
  const showPdf = (currency: string) => {
    setShown({ pdf: currency });
    setView('document');
  };
  /** The PDF is what is sent. */
  async function send() {
    if (claim.bills.every((each) => each.document) && claim.file.state === 'current') return setOpen('send');
    const asked = await handlers.makePdf({ claimId: claim.id }, thisTab()).catch(brokenOff);
    if (!asked.ok) return toast({ title: 'Nothing to send', description: asked.error.message, tone: 'danger' });
    toast({
      title: 'Its PDF is being made',
      description: 'Send it once it is there: Show the PDF tells how far it is.',
    });
  }
  const mayChange = may.edit && claim.isOpen;
  const isDone = claim.status === 'PUBLISHED' || claim.status === 'PAID';
  const billIds = claim.bills.map(({ itemId }) => itemId);
  return (
    <>
      <header
        data-page-header="tall"
        className={cx(
          'flex min-h-14 shrink-0 items-center gap-x-3 border-b px-3 py-2 max-md:gap-x-1.5',
          besidePhoneBar,
        )}
      >
        <div className="flex min-w-0 items-center gap-1.5 max-md:flex-1">
          <Link
            tone="plain"
            href={claimsPath(slug)}
            aria-label="Back to the expense claims"
            className={buttonClass('quiet', 'medium', { isSquare: true })}
          >
            <ArrowLeft size={16} />
          </Link>
          <h1 className="truncate text-lg tracking-tight">{claim.name}</h1>
          <span className="shrink-0 text-muted tabular-nums max-md:hidden">#{claim.number}</span>
          <span className="ml-1 shrink-0">
            <ClaimStatusBadge status={claim.status} />
          </span>
        </div>
        <div className="ml-auto flex shrink-0 items-center gap-1">
          {may.edit && !isDone && (
            <Button icon={<Plus size={14} />} className="max-md:hidden" onPress={() => setOpen('items')}>
              Add items
            </Button>
          )}
          {may.edit && (
            <Menu label="More" trigger={<IconButton label="More" icon={<EllipsisVertical size={16} />} />}>
              {!isDone && (
                <MenuItem id="add" icon={<Plus />} onAction={() => setOpen('items')}>
                  Add items…
                </MenuItem>
              )}
              {!isDone && (
                <MenuItem id="allowance" icon={<Car />} onAction={() => setOpen('allowance')}>
                  Add mileage or days…
                </MenuItem>
              )}
              <MenuItem id="export" icon={<Download />} onAction={() => setOpen('export')}>
                Export…
              </MenuItem>
              <MenuItem id="send" icon={<Send />} onAction={() => void send()}>
                Send…
              </MenuItem>
              {mayChange && (
                <MenuItem id="delete" icon={<Trash2 />} onAction={() => void remove()}>
                  Delete
                </MenuItem>
              )}
            </Menu>
          )}
        </div>
        {may.publish && <PublishClaim {...{ claim, handlers }} />}
      </header>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="border-b px-3 py-2 max-md:py-0.5 lg:hidden">
          <SegmentedControl label="Show" labelPlacement="hidden" choices={views} value={view} onChange={setView} />
        </div>
        <div className={cx('flex min-h-0 min-w-0 flex-1 lg:border-r', view !== 'document' && 'max-lg:hidden')}>
          {document ? (
            <DocumentViewer key={document.id} slug={slug} document={document} />
          ) : (
            <EmptyState icon={<FileText />} title={bill ? 'No PDF yet' : 'No document'}>
              {bill ? 'It is made in a moment.' : claim.items.length > 0 && 'This item was made without one.'}
            </EmptyState>
          )}
        </div>
        <Tabs
          label="About the claim"
          value={view === 'document' ? 'items' : view}
          onChange={setView}
          className={cx(
            'max-lg:flex-1 max-lg:[&>[role=tablist]]:hidden lg:w-[27rem] lg:shrink-0 xl:w-[30rem]',
            view === 'document' && 'max-lg:hidden',
          )}
          tabs={[
            {
              id: 'items',
              title: 'Items',
              content: (
                <div className="flex flex-col max-lg:pb-24">
                  <ClaimNotices {...props} />
                  <ClaimItems
                    {...{ slug, claim, handlers }}
                    mayEdit={may.edit}
                    shownId={item?.id ?? null}
                    onShow={(itemId) => {
                      setShown({ itemId });
                      setView(view === 'items' && isNarrow() ? 'document' : view);
                    }}
                  />
                  {claim.bills.map((each) => (
                    <ClaimBillCard
                      key={each.itemId}
                      {...{ slug, gate, bill: each }}
                      connectionsHref={props.connectionsHref}
                      mayPublish={may.publish}
                      publishing={props.publishing}
                      confirm={props.confirm}
                      onPreview={() => setOpen({ preview: each.itemId })}
                    />
                  ))}
                  {claim.bills.length > 0 && <ClaimFile {...{ claim, handlers }} onShow={showPdf} />}
                </div>
              ),
            },
            {
              id: 'details',
              title: 'Details',
              content: (
                <ClaimDetails
                  claim={claim}
                  isReadOnly={!mayChange}
                  change={handlers.change}
                  findContacts={props.findContacts}
                />
              ),
            },
            { id: 'history', title: 'History', content: <ClaimHistory history={claim.history} /> },
          ]}
        />
      </div>
      {open === 'allowance' && (
        <AllowanceDialog
          claim={claim}
          settingsHref={may.edit ? `/${slug}/settings/claims` : null}
          add={handlers.addAllowance}
          onClose={close}
        />
      )}
      {open === 'items' && <PickItemsDialog {...{ claim, handlers }} onClose={close} />}
      {preview && open !== null && typeof open === 'object' && gate.ledgerName && (
        <preview.PreviewDialog
          itemId={open.preview}
          ledgerName={gate.ledgerName}
          load={props.preview}
          onClose={close}
        />
      )}
      <ExportDialog
        {...{ slug }}
        choice={{ workspace: 'COSTS', of: { kind: 'items', itemIds: claim.items.map(({ id }) => id) } }}
        isOpen={open === 'export'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'export' : null)}
        handlers={props.exporting}
        bringBack={props.bringBack}
        onDone={close}
      />
      <SendDialog
        {...{ slug, workspace: 'COSTS', itemIds: billIds }}
        isOpen={open === 'send'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'send' : null)}
        handlers={props.exporting.sending}
      />
    </>
  );
}

/** Where the document has no place beside the items. */
const isNarrow = () => !window.matchMedia('(width >= 64rem)').matches;

function PublishClaim({ claim, handlers }: Pick<ClaimPageProps, 'claim' | 'handlers'>) {
  const [isPending, setPending] = useState(false);
  const isDone = claim.status === 'PUBLISHED' || claim.status === 'PAID';
  if (isDone) return null;
  async function publish() {
    setPending(true);
    const { id: claimId, revision } = claim;
    const asked = await handlers.publish({ claimId, revision }, thisTab()).catch(brokenOff);
    setPending(false);
    if (!asked.ok) return toast({ title: 'Not published', description: asked.error.message, tone: 'danger' });
    toast({
      title: 'Publishing',
      description:
        asked.value.outcome === 'preparing' ? 'The PDF of its receipts is made first, then it is sent.' : 'It is sent.',
    });
  }
  const isReady = claim.status === 'READY' || claim.status === 'FAILED';
  return (
    <Button
      variant={isReady ? 'primary' : 'secondary'}
      icon={<Send size={14} />}
      isPending={isPending || claim.status === 'PUBLISHING'}
      onPress={() => void publish()}
    >
      Publish
    </Button>
  );
}

/** What holds for the whole claim. */
function ClaimNotices({ claim, gate, may }: ClaimPageProps) {
  const { toDo, publishProblem, file } = claim;
  const isPreparing = claim.status === 'PUBLISHING' && file.state === 'making';
  return (
    <div className="flex flex-col gap-2 border-b p-4 empty:hidden">
      {publishProblem && (
        <Banner tone="danger" title="Not published">
          {publishProblem}
        </Banner>
      )}
      {isPreparing && (
        <Banner isOngoing title="The PDF of its receipts is being made">
          Then it is sent to {gate.ledgerName ?? 'the books'}.
        </Banner>
      )}
      {may.edit &&
        claim.warnings.map((warning) => (
          <Banner key={warning} tone="warning">
            {warning}
          </Banner>
        ))}
      {may.edit && claim.items.length > 0 && toDo.length > 0 && (
        <Banner tone="warning" title={`${toDo.length} ${toDo.length === 1 ? 'thing' : 'things'} left to do`}>
          What is missing stands at each item, which its name opens.
        </Banner>
      )}
    </div>
  );
}

/** Deletes the claim and leads back to the list, with a way back. */
function useRemoval(slug: string, { id: claimId, name }: ClaimView, handlers: ClaimHandlers) {
  const router = useRouter();
  return async () => {
    const deleted = await handlers.delete({ claimId }, thisTab()).catch(brokenOff);
    if (!deleted.ok) return toast({ title: 'Not deleted', description: deleted.error.message, tone: 'danger' });
    router.push(claimsPath(slug));
    const { itemIds } = deleted.value;
    toast({
      title: `${isolated(name)} is deleted`,
      ...(itemIds.length > 0 && { description: 'Its items are in the inbox again.' }),
      action: {
        label: 'Undo',
        onPress: async () => {
          const back = await handlers.restore({ claimId, itemIds }, thisTab()).catch(brokenOff);
          if (!back.ok) toast({ title: 'Not brought back', description: back.error.message, tone: 'danger' });
        },
      },
    });
  };
}
