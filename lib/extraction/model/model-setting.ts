import { db } from '#lib/db.ts';
import { answerIn, modelInstructions } from '#lib/domain/extraction/model-answer.ts';
import { decimal } from '#lib/domain/money.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { PersonScope } from '#lib/scope.ts';
import { vetAddress } from './allowed-address.ts';
import { addressProblems, askModel } from './ask-model.ts';
import type { ModelKind } from './language-model.ts';
import { openModelKey, sealModelKey } from './model-key.ts';

/** What is entered; a key of null is the one that is kept already. */
export type LanguageModelInput = {
  isOn: boolean;
  kind: ModelKind;
  address: string;
  model: string;
  key: string | null;
  inputPrice: string | null;
  outputPrice: string | null;
  monthlyLimit: number;
};

export type LanguageModelSetting = {
  saved: Omit<LanguageModelInput, 'key'> & { hasKey: boolean };
  /** Of this month and the one before. */
  used: { month: string; asked: number; failed: number; tokens: number; cost: string | null }[];
  problem: string | null;
};

const none: LanguageModelSetting['saved'] = {
  ...{ isOn: false, kind: 'OPENAI', address: '', model: '', hasKey: false },
  ...{ inputPrice: null, outputPrice: null, monthlyLimit: 500 },
};

export async function languageModelSetting({ businessId }: PersonScope): Promise<LanguageModelSetting> {
  const [set, uses] = await Promise.all([
    db.languageModel.findUnique({ where: { businessId } }),
    db.languageModelUse.findMany({ where: { businessId }, orderBy: { month: 'desc' }, take: 2 }),
  ]);
  if (!set) return { saved: none, used: [], problem: null };
  const { isOn, kind, address, model, sealedKey, monthlyLimit, problem } = set;
  const [inputPrice, outputPrice] = [set.inputPrice?.toString() ?? null, set.outputPrice?.toString() ?? null];
  return {
    saved: { isOn, kind, address, model, monthlyLimit, hasKey: sealedKey !== null, inputPrice, outputPrice },
    used: uses.map(({ month, asked, failed, inputTokens, outputTokens }) => ({
      month: month.toISOString().slice(0, 7),
      ...{ asked, failed, tokens: Number(inputTokens + outputTokens) },
      cost:
        inputPrice === null || outputPrice === null
          ? null
          : decimal(inputTokens.toString())
              .times(inputPrice)
              .plus(decimal(outputTokens.toString()).times(outputPrice))
              .div(1_000_000)
              .toFixed(2),
    })),
    problem,
  };
}

/** For documents that come from now on. */
export async function setLanguageModel(
  { businessId, actor }: PersonScope,
  { key, ...input }: LanguageModelInput,
  from: RequestOrigin,
): Promise<Result<null>> {
  const isAllowed = await allowed(input);
  if (!isAllowed.ok) return isAllowed;
  const known = await db.languageModel.findUnique({ where: { businessId } });
  const isElsewhere = known !== null && known.address !== input.address;
  // A key is for whom it was given: another address never gets it.
  if (isElsewhere && key === null && known.sealedKey !== null) {
    return failure('keyForAnother', 'Nothing was saved: the key is for the address before. Enter that of this one.', {
      fields: { key: 'Enter the key for this address' },
    });
  }
  const sealedKey = key === null ? (known?.sealedKey ?? null) : key === '' ? null : sealModelKey(key, businessId);
  const data = { ...input, sealedKey, problem: null, problemAt: null };
  await db.$transaction(async (transaction) => {
    await transaction.languageModel.upsert({
      where: { businessId },
      create: { businessId, ...data },
      update: data,
    });
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'languageModelChanged', from },
      detail: { what: input.isOn ? `on, ${input.model} at ${new URL(input.address).host}` : 'off' },
    });
  });
  return ok(null);
}

async function allowed({ isOn, address, model }: Omit<LanguageModelInput, 'key'>): Promise<Result<null>> {
  if (model === '' && isOn) return failure('noModel', 'Nothing was saved.', { fields: { model: 'Enter its name' } });
  const vetted = await vetAddress(address);
  // What is switched off may be kept as it is, but never what is no address.
  if (typeof vetted === 'string' && (isOn || vetted === 'notAnAddress')) {
    return failure('addressRefused', 'Nothing was saved.', { fields: { address: addressProblems[vetted] } });
  }
  return ok(null);
}

/** A receipt of nobody, by which a model is tried: no document leaves for it. */
const tried = ['Harbour Stationers', '14 Mill Road', '3 March 2026', 'Paper 4.00', 'Total GBP 4.80', 'VAT 0.80'].join(
  '\n',
);

/** Asks the model as it is entered about a made-up receipt. */
export async function tryLanguageModel(
  { businessId }: PersonScope,
  { kind, address, model, key }: LanguageModelInput,
): Promise<Result<{ seconds: string }>> {
  const known = await db.languageModel.findUnique({ where: { businessId } });
  const kept = known?.address === address ? openModelKey(known.sealedKey, businessId) : null;
  const begun = performance.now();
  const reply = await askModel(
    { kind, address, model, key: key === null ? kept : key === '' ? null : key },
    { instructions: modelInstructions, text: tried },
  );
  if (!reply.ok) return failure('noReply', reply.error.message);
  if (answerIn(reply.value.text)?.total !== '4.80') {
    return failure('wrongReply', 'It answered, but could not tell the total of a plain receipt. Choose another model.');
  }
  return ok({ seconds: ((performance.now() - begun) / 1000).toFixed(1) });
}
