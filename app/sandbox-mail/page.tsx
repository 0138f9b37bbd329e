import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { MailList } from '#components/mail/mail-list.tsx';
import { NotSendingBanner } from '#components/mail/not-sending-banner.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { sandboxMailPath } from '#lib/domain/paths.ts';
import { listAccountMails } from '#lib/mail/list-mails.ts';

export const metadata: Metadata = { title: 'Mail of the sandbox' };

/**
 * Mails about accounts, which belong to no business and go to their person alone. In the sandbox without a mail server
 * nobody gets them, so they are to be seen here; everywhere else there is no such page.
 */
export default async function SandboxMailPage() {
  await connection();
  const mails = await listAccountMails();
  if (!mails) notFound();
  return (
    <main>
      <div className="flex h-dvh flex-col bg-surface">
        <PageHeader title="Mail of the sandbox" description="About accounts: passwords, e-mails and sign-ins." />
        <PageBody width="full">
          <div className="flex max-w-4xl flex-col gap-4">
            <NotSendingBanner isSandbox />
            <MailList
              mails={mails.map((mail) => ({ ...mail, href: `${sandboxMailPath}/${mail.id}` }))}
              whenEmpty="Intray writes when somebody has forgotten their password, changes their e-mail or how they sign in, and when they sign in with a new browser. Invitations are under Business settings, Mail."
            />
          </div>
        </PageBody>
      </div>
    </main>
  );
}
