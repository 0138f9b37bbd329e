import { db } from '#lib/db.ts';
import { mailPaths } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { wake } from './wake.ts';
import { writeMails } from './write-mails.ts';

const HOUR_MS = 60 * 60_000;
const MAX_AN_HOUR = 10;

/** *Send a test message*: to whoever asks for it, so that nobody else is written to. */
export async function sendTest(
  { businessId }: BusinessScope,
  user: { name: string; email: string },
  business: { slug: string; name: string },
): Promise<Result<{ mailId: string }>> {
  const recent = await db.mail.count({
    where: { businessId, kind: 'test', createdAt: { gt: new Date(Date.now() - HOUR_MS) } },
  });
  if (recent >= MAX_AN_HOUR) {
    return failure('tooOften', `There were ${MAX_AN_HOUR} test messages in the last hour. Try again later.`);
  }
  const [mailId] = await db.$transaction((transaction) =>
    writeMails(transaction, {
      businessId,
      kind: 'test',
      to: [user],
      content: {
        title: 'A test message from Intray',
        paragraphs: [
          `${user.name} asked for this message in the mail settings of ${business.name}.`,
          'If you read it, mail from Intray arrives, and there is nothing more to do.',
        ],
        button: { label: 'Open the mail settings', url: `${env().APP_URL}${mailPaths(business.slug).root}` },
        footer: `You get this because you asked for it. It was sent by Intray for ${business.name}.`,
      },
    }),
  );
  if (!mailId) return failure('tooOften', 'Too many mails were written today. Try again tomorrow.');
  await wake([mailId]);
  return ok({ mailId });
}
