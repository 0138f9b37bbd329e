import { db } from '#lib/db.ts';
import { answerIn, modelInstructions, sentText } from '#lib/domain/extraction/model-answer.ts';
import type { FileReading, Reading } from '#lib/domain/extraction/reading.ts';
import { needsModel, withModel } from '#lib/domain/extraction/with-model.ts';
import { log } from '#lib/log.ts';
import { askModel } from './ask-model.ts';
import { openModelKey } from './model-key.ts';

/**
 * What was read of a file, with what the business's language model adds; as it was where none is switched on, where nothing
 * is unsure, and whatever goes wrong. Of an e-invoice, and of a file with several documents, nothing is asked.
 */
export async function readWithModel(businessId: string, read: FileReading): Promise<FileReading> {
  const [reading, ...others] = read.documents;
  if (!reading || others.length > 0 || isData(reading) || !needsModel(reading)) return read;
  const set = await db.languageModel.findUnique({ where: { businessId } });
  if (!set?.isOn) return read;
  const text = sentText(read.pages);
  if (text === '' || !(await countQuestion(businessId, set.monthlyLimit))) return read;
  const { kind, address, model, sealedKey } = set;
  const key = openModelKey(sealedKey, businessId);
  if (sealedKey !== null && key === null) {
    await countFailure(businessId, 'Its key can no longer be opened: enter it again.');
    return read;
  }
  const reply = await askModel({ kind, address, model, key }, { instructions: modelInstructions, text });
  if (!reply.ok) {
    log.warn({ businessId, problem: reply.error.message }, 'the language model gave no reply');
    await countFailure(businessId, reply.error.message);
    return read;
  }
  const { inputTokens, outputTokens } = reply.value;
  const answer = answerIn(reply.value.text);
  // The first of a month may have been asked in the month before.
  await db.languageModelUse.updateMany({
    where: { businessId, month: monthOf(new Date()) },
    data: { inputTokens: { increment: inputTokens }, outputTokens: { increment: outputTokens } },
  });
  if (!answer) {
    await countFailure(businessId, 'It answered with something else than the values that it was asked for.');
    return read;
  }
  await db.languageModel.updateMany({
    where: { businessId, problem: { not: null } },
    data: { problem: null, problemAt: null },
  });
  return { ...read, documents: [withModel(reading, read.pages, answer)] };
}

const isData = ({ fields }: Reading) => Object.values(fields).some((found) => found?.source === 'eInvoice');

/** The first day of its month, as a column of days has it. */
export const monthOf = (day: Date): Date => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));

/** Counts one more document of this month, unless there were as many as the business allows. In one statement, since several may be read at once. */
async function countQuestion(businessId: string, limit: number): Promise<boolean> {
  const month = monthOf(new Date());
  const counted = await db.$executeRaw`
    INSERT INTO "LanguageModelUse" ("businessId", "month", "asked") SELECT ${businessId}::uuid, ${month}::date, 1 WHERE ${limit} > 0
    ON CONFLICT ("businessId", "month") DO UPDATE SET "asked" = "LanguageModelUse"."asked" + 1
     WHERE "LanguageModelUse"."asked" < ${limit}`;
  return counted > 0;
}

async function countFailure(businessId: string, problem: string): Promise<void> {
  await db.languageModelUse.updateMany({
    where: { businessId, month: monthOf(new Date()) },
    data: { failed: { increment: 1 } },
  });
  await db.languageModel.updateMany({ where: { businessId }, data: { problem, problemAt: new Date() } });
}
