import type { Metadata } from 'next';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { BounceNote } from '#components/mail/bounce-note.tsx';
import { MailList } from '#components/mail/mail-list.tsx';
import { NotSendingBanner } from '#components/mail/not-sending-banner.tsx';
import { SendTestButton } from '#components/mail/send-test-button.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { mailPaths } from '#lib/domain/paths.ts';
import { bounceReading } from '#lib/mail/bounces/bounce-reading.ts';
import { listMails, mailSending } from '#lib/mail/list-mails.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { readBouncesNow, sendTestMessage } from './actions.ts';

export const metadata: Metadata = { title: 'Mail' };

export default async function MailPage({ params }: PageProps<'/[business]/settings/mail'>) {
  const { scope, business, user } = await requireAccess((await params).business, 'mail.manage');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const [mails, bounces] = await Promise.all([listMails(scope), bounceReading()]);
  const sending = mailSending();
  const paths = mailPaths(business.slug);
  return (
    <>
      <PageHeader
        title="Mail"
        description="What Intray wrote in the last 30 days, and what became of it."
        guide="notices-and-mail"
        actions={<SendTestButton email={user.email} isSent={sending === 'sends'} send={sendTestMessage} />}
      />
      <LiveRefresh interest={{ mail: 'any' }} drawnAt={drawnAt} />
      <PageBody width="full">
        <div className="flex max-w-4xl flex-col gap-4">
          {sending !== 'sends' && <NotSendingBanner isSandbox={sending === 'sandbox'} />}
          {bounces && <BounceNote reading={bounces} readNow={readBouncesNow} />}
          <MailList
            mails={mails.map((mail) => ({ ...mail, href: paths.mail(mail.id) }))}
            whenEmpty="Intray writes when somebody is invited or joins, when a role changes, and when the connection to the books is lost. A test message shows whether mail arrives."
          />
        </div>
      </PageBody>
    </>
  );
}
