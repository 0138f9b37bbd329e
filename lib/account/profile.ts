import { z } from 'zod';
import { db } from '#lib/db.ts';
import { dateForms } from '#lib/domain/date-form.ts';
import { noticeKinds } from '#lib/domain/notice.ts';
import { numberFormNames } from '#lib/domain/number-form.ts';
import { type Preferences, themes } from '#lib/domain/personal-preferences.ts';
import { isTimeZone, readPreferences } from '#lib/domain/read-preferences.ts';
import { textSchema } from '#lib/domain/text.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { lockPerson } from './lock-person.ts';

const timeZone = z.string().max(100).refine(isTimeZone, 'Choose a time zone of the list.');
export const themeInput = z.object({ theme: z.enum(themes) });

export const profileInput = z.object({
  name: textSchema(z, { longest: 120, missing: 'Enter your name, as others see it.' }),
  timeZone,
  dates: z.enum(dateForms),
  numbers: z.enum(numberFormNames).nullable(),
});

/** The newest that the page showed. */
export const seenInput = z.object({ upTo: z.iso.datetime() });

/** `notices` by mail, `shown` under *Notices*. */
export const noticeInput = z.object({
  kind: z.enum(noticeKinds),
  where: z.enum(['notices', 'shown']),
  isWanted: z.boolean(),
});

/**
 * What others call the person, and whose clock and which forms of dates and numbers count for them. What was done before
 * keeps the name of then.
 */
export async function saveProfile(
  userId: string,
  { name, ...chosen }: z.output<typeof profileInput>,
  from: RequestOrigin,
): Promise<void> {
  await db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, userId);
    if (!person || person.name === name) return;
    await transaction.user.update({ where: { id: userId }, data: { name } });
    await recordAudit(transaction, {
      ...{ businessId: null, userId, by: { userId, name: person.name } },
      ...{ action: 'nameChanged', detail: { from: person.name, to: name }, from },
    });
  });
  await change(userId, (before) => ({ ...before, ...chosen }));
}

/** The time zone of the person's first browser, as it came from there, until they choose another. */
export async function keepTimeZone(userId: string, told: unknown): Promise<void> {
  const timeZone = z.string().max(100).refine(isTimeZone).safeParse(told).data;
  if (timeZone) await change(userId, (before) => ({ ...before, timeZone: before.timeZone ?? timeZone }));
}

export function saveTheme(userId: string, { theme }: z.output<typeof themeInput>): Promise<void> {
  return change(userId, (before) => ({ ...before, theme }));
}

export function saveNotice(userId: string, { kind, where, isWanted }: z.output<typeof noticeInput>): Promise<void> {
  return change(userId, (before) => ({ ...before, [where]: { ...before[where], [kind]: isWanted } }));
}

/** What came up to then is new no more; of two pages the one that showed more counts. */
export function saveNoticesSeen(userId: string, { upTo }: z.output<typeof seenInput>): Promise<void> {
  const known = Math.min(Date.parse(upTo), Date.now());
  return change(userId, (before) => ({
    ...before,
    noticesSeenAt: new Date(
      Math.max(known, before.noticesSeenAt === null ? 0 : Date.parse(before.noticesSeenAt)),
    ).toISOString(),
  }));
}

/** One change after the other, so that none undoes another. */
async function change(userId: string, to: (before: Preferences) => Preferences): Promise<void> {
  await db.$transaction(async (transaction) => {
    if (!(await lockPerson(transaction, userId))) return;
    const { preferences } = await transaction.user.findUniqueOrThrow({
      where: { id: userId },
      select: { preferences: true },
    });
    await transaction.user.update({
      where: { id: userId },
      data: { preferences: to(readPreferences(preferences)) },
    });
  });
}
