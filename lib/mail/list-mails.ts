import { db } from '#lib/db.ts';
import { storedMailProblem } from '#lib/domain/mail/delivery.ts';
import { isLinkForReader } from '#lib/domain/mail/link-for-reader.ts';
import { mailHtml } from '#lib/domain/mail/mail-design.ts';
import { type MailNotice, mailNotice, maySendAgain } from '#lib/domain/mail/mail-notice.ts';
import { sandboxMailPath } from '#lib/domain/paths.ts';
import { env, mailServerOf } from '#lib/env.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { openContent } from './mail-seal.ts';

/** More than that nobody reads; all are gone after 30 days. */
const MAX_LISTED = 200;

export type MailSummary = {
  id: string;
  subject: string;
  toName: string;
  toAddress: string;
  createdAt: Date;
  notice: MailNotice;
};

export type MailView = MailSummary & {
  /** When it was sent or given up; null for what was only kept. */
  finishedAt: Date | null;
  /** Of the next try, while it waits. */
  dueAt: Date | null;
  serverText: string | null;
  /** To be shown in a sandboxed frame; null when no key opens it. */
  html: string | null;
  /** Where its button leads; null without one, and when it is for the reader of the address alone. */
  link: string | null;
  isLinkForReader: boolean;
  maySendAgain: boolean;
};

/** Whether mails are sent at all. In the sandbox without a mail server they are only shown. */
export function mailSending(): 'sends' | 'sandbox' | 'noServer' {
  if (mailServerOf(env())) return 'sends';
  return env().INTRAY_SANDBOX ? 'sandbox' : 'noServer';
}

/** Where mails about accounts are to be seen in the sandbox; null where they are sent, or where nobody gets any. */
export const sandboxMailHref = () => (mailSending() === 'sandbox' ? sandboxMailPath : null);

const listed = {
  id: true,
  subject: true,
  toName: true,
  toAddress: true,
  createdAt: true,
  state: true,
  problem: true,
} as const;

/** The business's newest mails. */
export function listMails({ businessId }: BusinessScope): Promise<MailSummary[]> {
  return newestMails(businessId);
}

/** The newest mails about accounts, where nobody else gets them: in the sandbox without a mail server. Null elsewhere. */
export async function listAccountMails(): Promise<MailSummary[] | null> {
  return mailSending() === 'sandbox' ? newestMails(null) : null;
}

async function newestMails(businessId: string | null): Promise<MailSummary[]> {
  const mails = await db.mail.findMany({
    where: { businessId },
    select: listed,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_LISTED,
  });
  return mails.map(summary);
}

/** One of the business's mails, with what it says; null when there is none such. */
export function findMail({ businessId }: BusinessScope, mailId: string): Promise<MailView | null> {
  return mailOf(businessId, mailId);
}

/** One of those that `listAccountMails` lists. */
export async function findAccountMail(mailId: string): Promise<MailView | null> {
  return mailSending() === 'sandbox' ? mailOf(null, mailId) : null;
}

async function mailOf(businessId: string | null, mailId: string): Promise<MailView | null> {
  const mail = await db.mail.findFirst({ where: { id: mailId, businessId } });
  if (!mail) return null;
  const { state, finishedAt, dueAt, serverText, toAddress: email } = mail;
  const content = openContent(mail);
  const hasServer = mailServerOf(env()) !== null;
  const account = await db.user.findUnique({ where: { email }, select: { id: true } });
  const isForReader = isLinkForReader(mail, { hasServer, hasAccount: account !== null });
  const problem = content ? storedMailProblem(mail.problem) : 'unreadable';
  return {
    ...summary(mail),
    finishedAt: state === 'KEPT' ? null : finishedAt,
    dueAt: state === 'WAITING' ? dueAt : null,
    serverText,
    html: content && mailHtml(isForReader ? { ...content, button: null } : content),
    link: isForReader ? null : (content?.button?.url ?? null),
    isLinkForReader: isForReader,
    maySendAgain: maySendAgain(state, problem, hasServer),
  };
}

type Listed = Omit<MailSummary, 'notice'> & Parameters<typeof mailNotice>[0];

function summary(mail: Omit<Listed, 'problem'> & { problem: string | null }): MailSummary {
  const { id, subject, toName, toAddress, createdAt, state } = mail;
  const problem = storedMailProblem(mail.problem);
  const notice = mailNotice({ state, problem }, { isSandbox: env().INTRAY_SANDBOX });
  return { id, subject, toName, toAddress, createdAt, notice };
}
