import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Reading } from '#lib/domain/extraction/reading.ts';
import { vetAddress } from '#lib/extraction/model/allowed-address.ts';
import type { ModelKind } from '#lib/extraction/model/language-model.ts';
import { sealModelKeysAnew } from '#lib/extraction/model/model-key.ts';
import {
  type LanguageModelInput,
  languageModelSetting,
  setLanguageModel,
  tryLanguageModel,
} from '#lib/extraction/model/model-setting.ts';
import { type Reader, readWaiting } from '#lib/extraction/read-waiting.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aPdf } from '#tests/support/files.ts';
import { addFile, aReadingBusiness, itemOf } from '#tests/support/reading.ts';
import { withSettings } from '#tests/support/settings.ts';

type Asked = { path: string; headers: IncomingHttpHeaders; body: string };

const asked: Asked[] = [];
/** What the server answers next: the words of the model, or something else. */
let next: { status?: number; words?: string; body?: string; location?: string } = {};

/** A server that speaks as both kinds of model do. */
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString('utf8');
  asked.push({ path: request.url ?? '', headers: request.headers, body });
  const { status = 200, words = '{}', location } = next;
  const answer = request.url?.endsWith('/v1/messages')
    ? { content: [{ type: 'text', text: words }], usage: { input_tokens: 1_000, output_tokens: 200 } }
    : { choices: [{ message: { content: words } }], usage: { prompt_tokens: 1_000, completion_tokens: 200 } };
  response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
  response.end(next.body ?? JSON.stringify(answer));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
withSettings({ LANGUAGE_MODEL_HOSTS: host });
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  next = {};
});

const input = (changes: Partial<LanguageModelInput> = {}): LanguageModelInput => ({
  ...{ isOn: true, kind: 'OPENAI', address: `http://${host}/v1`, model: 'reader-1', key: 'secret-key' },
  ...{ inputPrice: '2.5', outputPrice: '10', monthlyLimit: 500 },
  ...changes,
});
const from = { address: '127.0.0.1', device: 'Firefox' };

async function aBusinessWithModel(changes: Partial<LanguageModelInput> = {}): Promise<PersonScope> {
  const { scope } = await aReadingBusiness();
  expect(await setLanguageModel(scope, input(changes), from)).toMatchObject({ ok: true });
  return scope;
}

/** What a reader found: an unsure date, and words among which another stands. */
const found = (value: string, confidence: number) => ({
  ...{ value, confidence, source: 'ocr' as const, place: null, alternatives: [] },
});
const word = (text: string, left: number, top: number) => ({ text, left, top, width: 0.1, height: 0.02 });
const unsure: Reading = {
  version: 1,
  fields: {
    kind: { ...found('receipt', 0.9), value: 'receipt' },
    date: found('2026-03-04', 0.5),
    total: found('7.56', 0.95),
  },
  ...{ taxes: [], lines: [], linesWithTax: null, linesOff: null, warnings: [] },
};
const reader =
  (document: Reading = unsure): Reader =>
  async (prepare) => {
    await prepare();
    const rows = [
      [word('Corner', 0.1, 0.1), word('Deli', 0.3, 0.1)],
      [word('03.04.2026', 0.1, 0.2)],
      [word('Total', 0.1, 0.3), word('7.56', 0.6, 0.3)],
    ];
    return { ok: true, reading: { documents: [document], pages: [{ source: 'ocr', rows }] } };
  };

async function readOne(scope: PersonScope, document?: Reading) {
  const { number, itemId } = await addFile(scope, aPdf(`Page ${Math.random()}`), 'receipt.pdf');
  await readWaiting({ read: reader(document) });
  const { reading } = await db.extraction.findUniqueOrThrow({ where: { itemId } });
  return { reading: reading as Reading, item: await itemOf(scope, number) };
}

describe('a language model', () => {
  test('is asked nothing, and nothing leaves, unless it is switched on', async () => {
    const { scope } = await aReadingBusiness();
    await readOne(scope);
    expect(await setLanguageModel(scope, input({ isOn: false }), from)).toMatchObject({ ok: true });
    await readOne(scope);
    expect(asked).toEqual([]);
  });

  test.each<[ModelKind, string, string]>([
    ['OPENAI', '/v1/chat/completions', 'authorization'],
    ['ANTHROPIC', '/v1/v1/messages', 'x-api-key'],
  ])('as %s is asked for the words of an unsure document, and its cost is counted', async (kind, path, header) => {
    const scope = await aBusinessWithModel({ kind });
    next = { words: '{"supplierName": "Corner Deli", "date": "2026-04-03"}' };
    const { item, reading } = await readOne(scope);
    expect(item.coding.issuedOn).toBe('2026-04-03');
    expect(reading.fields.supplierName).toMatchObject({ value: 'Corner Deli', source: 'model' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ path });
    expect(asked[0]?.headers[header]).toContain('secret-key');
    expect(asked[0]?.body).toContain('Corner Deli');
    expect(await languageModelSetting(scope)).toMatchObject({
      used: [{ asked: 1, failed: 0, tokens: 1_200, cost: '0.00' }],
      problem: null,
    });
  });

  test('is not asked about what was read surely, nor about data', async () => {
    const scope = await aBusinessWithModel();
    const sure = { date: found('2026-03-04', 0.95), supplierName: found('Corner Deli', 0.95) };
    await readOne(scope, { ...unsure, fields: { ...unsure.fields, ...sure } });
    const data = { ...found('2026-03-04', 0.5), source: 'eInvoice' as const };
    await readOne(scope, { ...unsure, fields: { ...unsure.fields, date: data } });
    expect(asked).toEqual([]);
  });

  test.each<[string, typeof next, RegExp]>([
    ['has a fault', { status: 500 }, /answered with 500/],
    ['leads elsewhere', { status: 302, location: 'http://127.0.0.1:1/' }, /answered with 302/],
    ['does not take the key', { status: 401 }, /key/],
    ['answers with a page', { body: '<html>' }, /not as this kind/],
    ['answers with words alone', { words: 'I am sorry.' }, /something else/],
  ])('that %s leaves the document as it was read, and the settings say so', async (_what, answer, problem) => {
    const scope = await aBusinessWithModel();
    next = answer;
    const { item } = await readOne(scope);
    expect(item.coding.issuedOn).toBe('2026-03-04');
    const setting = await languageModelSetting(scope);
    expect(setting.problem).toMatch(problem);
    expect(setting.used[0]).toMatchObject({ asked: 1, failed: 1 });
    expect(asked).toHaveLength(1);
  });

  test('is asked about no more documents of a month than the business allows', async () => {
    const scope = await aBusinessWithModel({ monthlyLimit: 1 });
    await readOne(scope);
    await readOne(scope);
    expect(asked).toHaveLength(1);
  });

  test('has a key that is sealed, told to nobody, and given to no other address', async () => {
    const scope = await aBusinessWithModel();
    const { businessId } = scope;
    const { sealedKey } = await db.languageModel.findUniqueOrThrow({ where: { businessId } });
    expect(sealedKey).not.toContain('secret-key');
    expect(JSON.stringify(await languageModelSetting(scope))).not.toContain('secret-key');
    const elsewhere = input({ address: `http://${host}/other`, key: null });
    expect(await setLanguageModel(scope, elsewhere, from)).toMatchObject({
      ok: false,
      error: { code: 'keyForAnother' },
    });
    expect(await setLanguageModel(scope, input({ key: null, model: 'reader-2' }), from)).toMatchObject({ ok: true });
    await tryLanguageModel(scope, elsewhere);
    expect(asked.at(-1)?.headers.authorization).toBeUndefined();
    await sealModelKeysAnew();
    expect(await db.languageModel.findUniqueOrThrow({ where: { businessId } })).toMatchObject({ sealedKey });
  });

  test('is tried by a made-up receipt', async () => {
    const { scope } = await aReadingBusiness();
    next = { words: '{"total": "4.80"}' };
    expect(await tryLanguageModel(scope, input())).toMatchObject({ ok: true });
    next = { words: '{"total": "4.00"}' };
    expect(await tryLanguageModel(scope, input())).toMatchObject({ ok: false, error: { code: 'wrongReply' } });
  });
});

describe('an address for documents', () => {
  test.each([
    ['ftp://example.com', 'notAnAddress'],
    ['https://user:word@example.com', 'notAnAddress'],
    ['http://example.com/v1', 'notEncrypted'],
    ['https://127.0.0.1/v1', 'private'],
    ['https://[::1]/v1', 'private'],
    ['https://[::ffff:10.0.0.1]/v1', 'private'],
    ['https://169.254.169.254/latest', 'private'],
    ['https://192.168.1.1', 'private'],
    ['https://2130706433/', 'private'],
    ['https://localhost:8443/v1', 'private'],
    ['https://models.internal/v1', 'private'],
  ])('%s is refused as %s', async (address, problem) => {
    expect(await vetAddress(address)).toBe(problem);
  });

  test('of the own network is taken where who runs it says so, with its port', async () => {
    expect(await vetAddress(`http://${host}/v1`)).toMatchObject({ connectTo: null });
    expect(await vetAddress('http://127.0.0.1:1/v1')).toBe('notEncrypted');
  });
});
