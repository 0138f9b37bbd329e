'use client';

import { Banner } from '#components/ui/banner.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';
import type { EchoDifference } from '#lib/ledger/ledger.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { LedgerText } from './ledger-text.tsx';
import { PublicationExplanation } from './publication-explanation.tsx';

/**
 * On the item's page: what a publication is doing until the ledger has it, what could not be made after it, and what the
 * ledger stored otherwise.
 */
export function PublicationPanel({
  publication,
  reconnectHref,
}: {
  publication: PublicationView;
  /** Where an admin makes it go on; null for everyone else, and where nothing has to be done. */
  reconnectHref: string | null;
}) {
  const { numbers } = useFormats();
  const { notice, missing, differences, ledgerName } = publication;
  return (
    <div className="space-y-2 empty:hidden">
      {notice.isLive && !publication.isPublished && (
        <Banner
          isOngoing
          title={notice.label}
          action={
            reconnectHref && (
              <ButtonLink size="small" href={reconnectHref}>
                Reconnect {ledgerName}
              </ButtonLink>
            )
          }
        >
          <PublicationExplanation notice={notice} />
        </Banner>
      )}
      {missing.length > 0 && !notice.isLive && (
        <Banner tone="warning" title={notice.label}>
          <p>{notice.explanation}</p>
          {[...new Set(missing.map(({ message }) => message))].map((message) => (
            <p key={message}>{message}</p>
          ))}
          <LedgerText texts={missing.map(({ ledgerText }) => ledgerText)} ledgerName={ledgerName} />
        </Banner>
      )}
      {differences.length > 0 && (
        <Banner tone="warning" title={`${ledgerName} stored something else than was sent`}>
          <ul>
            {differences.map((difference) => (
              <li key={`${difference.field} ${difference.line} ${difference.stored}`}>
                {sentenceOf(difference, ledgerName, numbers)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}

const names: Record<EchoDifference['field'], string> = {
  total: 'Total',
  account: 'Category',
  taxAmount: 'Tax',
  tracking: 'Tracking',
  status: 'Status',
  currency: 'Currency',
  warning: 'Warning',
};

const DECIMAL = /^-?\d+(\.\d+)?$/;

function sentenceOf({ field, line, sent, stored }: EchoDifference, ledgerName: string, numbers: NumberForm): string {
  const isAmount = field === 'total' || field === 'taxAmount';
  const shown = (text: string) =>
    isAmount && DECIMAL.test(text) ? writeNumber(text, numbers) : isolated(text || 'nothing');
  if (field === 'warning') return `${ledgerName} says: ${isolated(stored)}`;
  const what = line === null ? names[field] : `${names[field]} of line ${line + 1}`;
  return `${what}: sent ${shown(sent)}, stored ${shown(stored)}. Check it in ${ledgerName}.`;
}
