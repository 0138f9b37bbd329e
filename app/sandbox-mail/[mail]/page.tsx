import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { MailMessage } from '#components/mail/mail-message.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { sandboxMailPath } from '#lib/domain/paths.ts';
import { findAccountMail } from '#lib/mail/list-mails.ts';

export const metadata: Metadata = { title: 'Mail of the sandbox' };

export default async function SandboxMailMessagePage({ params }: PageProps<'/sandbox-mail/[mail]'>) {
  const id = z.uuid().safeParse((await params).mail).data;
  const mail = id ? await findAccountMail(id) : null;
  if (!mail) notFound();
  return (
    <main>
      <div className="flex h-dvh flex-col bg-surface">
        <PageHeader title={mail.subject} breadcrumbs={[{ label: 'Mail of the sandbox', href: sandboxMailPath }]} />
        <PageBody>
          <MailMessage mail={mail} />
        </PageBody>
      </div>
    </main>
  );
}
