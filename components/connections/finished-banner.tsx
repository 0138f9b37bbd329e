import { FilePlus2 } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import { addDocumentsPath, type FinishedConnecting, inboxPath } from '#lib/domain/paths.ts';

type Props = { slug: string; organisationName: string; how: FinishedConnecting };

/** After *Finish*: it is done, and what comes next. */
export function FinishedBanner({ slug, organisationName, how }: Props) {
  if (how === 'reconnected') {
    return (
      <Banner
        tone="success"
        title={`${isolated(organisationName)} is connected again`}
        action={
          <ButtonLink size="small" href={inboxPath(slug, 'COSTS')}>
            Open the inbox
          </ButtonLink>
        }
      >
        What waited is published by itself.
      </Banner>
    );
  }
  return (
    <Banner
      tone="success"
      title={`${isolated(organisationName)} is connected`}
      action={
        <ButtonLink size="small" icon={<FilePlus2 size={14} />} href={addDocumentsPath(slug, 'COSTS')}>
          Add documents
        </ButtonLink>
      }
    >
      Its lists are read now, and nobody has to wait for them: add the first invoices and receipts.
    </Banner>
  );
}
