import type { Metadata } from 'next';
import { FlagList } from '#components/flags/flag-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { listFlags } from '#lib/coding/flags.ts';
import { inboxPath } from '#lib/domain/paths.ts';
import { archiveAFlag, saveAFlag } from './actions.ts';

export const metadata: Metadata = { title: 'Flags' };

export default async function FlagsPage({ params }: PageProps<'/[business]/settings/flags'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.edit');
  return (
    <FlagList
      flags={await listFlags(scope)}
      inboxHref={inboxPath(business.slug, 'COSTS')}
      save={saveAFlag}
      archive={archiveAFlag}
    />
  );
}
