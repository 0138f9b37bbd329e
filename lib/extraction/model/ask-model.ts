import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as encryptedRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { type AddressProblem, type VettedAddress, vetAddress } from './allowed-address.ts';
import type { ModelAccess, ModelProblem, ModelQuestion, ModelReply } from './language-model.ts';
import { modelProtocols } from './model-protocols.ts';

const TIMEOUT_MS = 60_000;
/** A reply with a hundred lines has 20 kB. */
const MAX_BYTES = 1_000_000;

/** Asks a model once. It follows no redirect, since that may lead where documents must not go. */
export async function askModel(
  { kind, address, model, key }: ModelAccess,
  question: ModelQuestion,
): Promise<Result<ModelReply, ModelProblem>> {
  const protocol = modelProtocols[kind];
  const vetted = await vetAddress(`${address.replace(/\/+$/, '')}/${protocol.path}`);
  if (typeof vetted === 'string') return fail({ message: addressProblems[vetted] });
  try {
    const body = JSON.stringify(protocol.body(model, question));
    const { status, answer } = await posted(vetted, protocol.headers(key), body);
    if (status === 401 || status === 403) return fail({ message: `It does not take the key (${status}).` });
    if (status === 404) return fail({ message: 'It knows no such address or model (404).' });
    if (status === 429) return fail({ message: 'It has had too much to do, or the account has no more (429).' });
    if (status !== 200) return fail({ message: `It answered with ${status}.` });
    const reply = answer === null ? null : protocol.reply(answer);
    return reply ? ok(reply) : fail({ message: 'It answered, but not as this kind of model does.' });
  } catch (error) {
    const isLate = error instanceof Error && /abort|timeout/i.test(error.name);
    return fail({ message: isLate ? 'It did not answer within a minute.' : 'It could not be reached.' });
  }
}

export const addressProblems: Record<AddressProblem, string> = {
  notAnAddress: 'This is not an address of the web: https://api.example.com/v1',
  notEncrypted: 'It has to begin with https, so that documents are not read on their way.',
  private: 'This machine is not on the internet. Who runs Intray can allow it (LANGUAGE_MODEL_HOSTS).',
  unknownHost: 'There is no such machine.',
};

function posted(
  { url, connectTo }: VettedAddress,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; answer: unknown }> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? encryptedRequest : plainRequest;
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        // The machine that was looked at is the one that is asked.
        ...(connectTo && { lookup: always(connectTo) }),
      },
      (response) => {
        answered(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Whatever name is looked up, it is this machine. */
function always(machine: { address: string; family: number }): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, [machine]);
    else done(null, machine.address, machine.family);
  };
}

/** What it answered as JSON; null for anything else. */
async function answered(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}
