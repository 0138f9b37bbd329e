import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { Instant } from '#components/items/instant.tsx';
import { SharedItems } from '#components/shares/shared-items.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { sizeText } from '#components/ui/size-text.ts';
import { requestOrigin } from '#lib/access.ts';
import { sharedLimit } from '#lib/account/account-limits.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { sharedArchivePath, sharedDocumentPaths } from '#lib/domain/paths.ts';
import { waitText } from '#lib/domain/wait-text.ts';
import { openShare } from '#lib/inbox/shares/find-share.ts';
import { itemsText } from '#lib/inbox/shares/shared-item.ts';
import { Panel } from '../../(signed-out)/panel.tsx';

export const metadata: Metadata = { title: 'Documents', robots: { index: false, follow: false } };

/** What was sent by a link. Whoever has it needs no account. */
export default async function SharedPage({ params }: PageProps<'/shared/[token]'>) {
  const { token } = await params;
  const from = await requestOrigin();
  const wait = await sharedLimit.count(from);
  if (wait !== null)
    return (
      <Panel title="Too many tries" lead={`The link still opens: try again in ${waitText(wait)}.`}>
        {null}
      </Panel>
    );
  const view = await openShare(token, from);
  if (!view) {
    return (
      <Panel
        title="This link does not open"
        lead="It is over, was taken back, or is not whole. Ask whoever sent it to you for another."
      >
        {null}
      </Panel>
    );
  }
  const documents = view.items.flatMap((item) => item.documents);
  const byteSize = documents.reduce((sum, document) => sum + document.byteSize, 0);
  const { businessName, byName, message, expiresAt, items, file } = view;
  return (
    <>
      <header>
        <h1 className="text-xl tracking-tight break-words">
          {file ? file.name : items.length === 1 ? items[0]?.title : `${items.length} items`} from{' '}
          {isolated(businessName)}
        </h1>
        <p className="mt-1 text-sm text-muted">
          Sent by {isolated(byName)}. The link opens until <Instant at={expiresAt.toISOString()} />.
        </p>
        {file && (
          <a
            href={sharedArchivePath(token)}
            download
            className={buttonClass('primary', 'medium', { className: 'mt-3' })}
          >
            <Download aria-hidden="true" size={15} />
            Download
            <span className="font-normal">
              {itemsText(file.items)}, {sizeText(file.byteSize, 'commaPoint')}
            </span>
          </a>
        )}
        {documents.length > 1 && (
          <a
            href={sharedArchivePath(token)}
            download
            className={buttonClass('secondary', 'medium', { className: 'mt-3' })}
          >
            <Download aria-hidden="true" size={15} />
            Download all
            <span className="font-normal text-muted">
              {documents.length} documents, {sizeText(byteSize, 'commaPoint')}
            </span>
          </a>
        )}
        {message !== '' && <p className="mt-4 max-w-prose break-words whitespace-pre-line">{message}</p>}
      </header>
      {!file && (
        <SharedItems
          items={items.map((item) => ({
            ...item,
            documents: item.documents.map((document) => {
              const paths = sharedDocumentPaths(token, document.id);
              return { ...document, href: paths.download, pictureHref: paths.page(document.pages?.[0]?.page ?? 1) };
            }),
          }))}
        />
      )}
    </>
  );
}
