import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { MailMessage } from '#components/mail/mail-message.tsx';
import { SendAgainButton } from '#components/mail/send-again-button.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { mailPaths } from '#lib/domain/paths.ts';
import { findMail } from '#lib/mail/list-mails.ts';
import { newestAtDrawing } from '../../../events/newest-at-drawing.ts';
import { sendMailAgain } from '../actions.ts';

export const metadata: Metadata = { title: 'Mail' };

export default async function MailMessagePage({ params }: PageProps<'/[business]/settings/mail/[mail]'>) {
  const { business: slug, mail: id } = await params;
  const { scope, business } = await requireAccess(slug, 'mail.manage');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const mail = z.uuid().safeParse(id).success ? await findMail(scope, id) : null;
  if (!mail) notFound();
  return (
    <>
      <PageHeader
        title={mail.subject}
        breadcrumbs={[{ label: 'Mail', href: mailPaths(business.slug).root }]}
        actions={mail.maySendAgain && <SendAgainButton sendAgain={sendMailAgain.bind(null, { mailId: mail.id })} />}
      />
      <LiveRefresh interest={{ mail: mail.id }} drawnAt={drawnAt} />
      <PageBody>
        <MailMessage mail={mail} />
      </PageBody>
    </>
  );
}
