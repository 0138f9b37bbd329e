import type { Metadata } from 'next';
import { AutoPublishForm } from '#components/auto-publish/auto-publish-form.tsx';
import { requireAccess } from '#lib/access.ts';
import { autoPublishSetting } from '#lib/auto-publish/auto-publish-setting.ts';
import { may } from '#lib/domain/roles.ts';
import { findContacts } from '../../../[workspace]/item-actions.ts';
import { chooseFor } from '../../../auto-publish-actions.ts';
import { save, tryOut } from './actions.ts';

export const metadata: Metadata = { title: 'Publish by itself' };

type Props = PageProps<'/[business]/settings/automation/auto-publish'>;

export default async function AutoPublishPage({ params }: Props) {
  const { scope, business, role } = await requireAccess((await params).business, 'rules.edit');
  return (
    <AutoPublishForm
      slug={business.slug}
      setting={await autoPublishSetting(scope)}
      mayManage={may(role, 'business.manage')}
      handlers={{ save, tryOut, chooseFor, findContacts }}
    />
  );
}
