import { useFormats } from '#components/ui/formats.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import type { BulkPreview } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { itemsText, leftOutTexts } from './bulk-words.ts';

/** What an edit of many items would do, before it does it. */
export function BulkPreviewText({ preview }: { preview: BulkPreview }) {
  const { changing, same, leftOut, fields, follows } = preview;
  const { numbers } = useFormats();
  return (
    <div className="flex flex-col gap-4" role="status">
      <p>
        <strong className="font-semibold">
          {changing === 0 ? 'Nothing would change.' : `${itemsText(changing, numbers)} would change.`}
        </strong>
        {same > 0 && ` ${itemsText(same, numbers)} ${same === 1 ? 'has' : 'have'} these values already.`}
      </p>
      {changing > 0 && (
        <dl className="flex flex-col gap-3">
          {fields.map(({ field, name, to, from, others }) => (
            <div key={field}>
              <dt className="font-medium">
                {name}: {to || <span className="text-muted">empty</span>}
              </dt>
              {from.map(({ text, count }) => (
                <dd key={text} className="flex justify-between gap-4 text-muted">
                  <span className="min-w-0 truncate">in place of {text || 'nothing'}</span>
                  <span className="shrink-0 tabular-nums">
                    <ShownNumber value={count} />
                  </span>
                </dd>
              ))}
              {others > 0 && (
                <dd className="flex justify-between gap-4 text-muted">
                  <span>in place of other values</span>
                  <span className="tabular-nums">
                    <ShownNumber value={others} />
                  </span>
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
      {follows.length > 0 && (
        <p className="text-muted">
          {follows.map(({ name, count }) => `${name} follows in ${itemsText(count, numbers)}.`).join(' ')}
        </p>
      )}
      {leftOut.length > 0 && (
        <ul className="flex flex-col gap-1">
          {leftOut.map(({ why, count, numbers: examples }) => (
            <li key={why}>
              {itemsText(count, numbers)} {leftOutTexts[why](count)}
              {examples.length > 0 &&
                ` (${examples.map((number) => `#${number}`).join(', ')}${count > examples.length ? ' …' : ''})`}
              .
            </li>
          ))}
        </ul>
      )}
      {changing > 0 && <p className="text-muted">You can take it back afterwards.</p>}
    </div>
  );
}
