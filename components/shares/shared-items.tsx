import { Download } from 'lucide-react';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import type { SharedItem } from '#lib/inbox/shares/shared-item.ts';

type ShownItem = Omit<SharedItem, 'documents'> & {
  documents: (SharedItem['documents'][number] & { href: string; pictureHref: string })[];
};

/** Each item with its facts, and its documents to look at and to save. Plain links: who opens them is nobody's member. */
export function SharedItems({ items }: { items: readonly ShownItem[] }) {
  return (
    <ol className="flex flex-col gap-6">
      {items.map(({ title, facts, documents }, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing is ever moved, and titles may be alike
          key={place}
          className="rounded-lg border bg-surface p-4"
        >
          <h2 className="mb-3 font-semibold break-words">{title}</h2>
          <DescriptionList
            items={facts.map(({ name, value }) => ({ term: name, detail: value }))}
            className="text-sm"
          />
          {documents.length === 0 && <p className="mt-3 text-sm text-muted">There is no document with it.</p>}
          {documents.map(({ id, fileName, byteSize, pageCount, href, pictureHref }) => (
            <figure key={id} className="mt-4">
              <figcaption className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <a
                  href={href}
                  download
                  className="inline-flex min-h-6 items-center gap-1.5 break-all text-accent-text underline underline-offset-2 pointer-coarse:min-h-11"
                >
                  <Download aria-hidden="true" size={14} className="shrink-0" />
                  {fileName}
                </a>
                <span className="text-muted">
                  {pageCount > 1 && `${pageCount} pages, `}
                  {sizeText(byteSize, 'commaPoint')}
                </span>
              </figcaption>
              {/* biome-ignore lint/performance/noImgElement: pages are drawn in fitting sizes by our own route */}
              <img
                src={pictureHref}
                alt={`First page of ${fileName}`}
                loading="lazy"
                className="max-h-[32rem] w-full rounded-md border bg-white object-contain object-top"
              />
            </figure>
          ))}
        </li>
      ))}
    </ol>
  );
}
