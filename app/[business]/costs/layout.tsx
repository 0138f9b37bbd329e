import { Uploads } from '#components/items/uploads.tsx';
import { deleteFromInbox } from './item-actions.ts';

/** Adding documents goes on while one moves between the inbox, the archive and the items. */
export default async function CostsLayout({ params, children }: LayoutProps<'/[business]/costs'>) {
  return (
    <Uploads slug={(await params).business} workspace="COSTS" deleteItems={deleteFromInbox}>
      {children}
    </Uploads>
  );
}
