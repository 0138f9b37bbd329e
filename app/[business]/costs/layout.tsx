import { Uploads } from '#components/items/uploads.tsx';
import { requireAccess } from '#lib/access.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { deleteFromInbox } from './item-actions.ts';

/** Adding documents goes on while one moves between the inbox, the archive and the items. */
export default async function CostsLayout({ params, children }: LayoutProps<'/[business]/costs'>) {
  const { scope, business } = await requireAccess((await params).business, null);
  return (
    <Uploads slug={business.slug} workspace="COSTS" owners={await ownerChoices(scope)} deleteItems={deleteFromInbox}>
      {children}
    </Uploads>
  );
}
