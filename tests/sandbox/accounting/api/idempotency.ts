import { createHash } from 'node:crypto';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, json } from '../../server/answer.ts';
import type { Request } from '../../server/request.ts';
import type { Entity } from '../../storage/table.ts';

const KEPT_MS = 6 * 60 * 1000;
const LONGEST_KEY = 128;

/** The first answer to a key, kept with the change itself. The id is `appId key`. */
export interface IdempotencyRecord extends Entity {
  fingerprint: string;
  status: number;
  contentType: string;
  body: string;
  at: number;
}

/** What a key was used for: another method, address, organisation or body makes another request of it. */
export function fingerprintOf(request: Request): string {
  const hash = createHash('sha256');
  hash.update(`${request.method} ${request.path}?${request.query} ${request.headers['xero-tenant-id']}\n`);
  return hash.update(request.body).digest('base64');
}

/** The key of a request that may change something. */
export function idempotencyKeyOf(request: Request): string | undefined {
  return request.method === 'GET' || request.method === 'DELETE' ? undefined : request.headers['idempotency-key'];
}

/** The answer to give without doing anything: the first one again, or a refusal. */
export function replay(sandbox: Sandbox, appId: string, key: string, fingerprint: string): Answer | undefined {
  if (key.length > LONGEST_KEY) return refuse(`Idempotency Key: maximum length is ${LONGEST_KEY} characters.`);
  const kept = sandbox.idempotency.get(`${appId} ${key}`);
  if (!kept || kept.at + KEPT_MS <= sandbox.clock.now()) return undefined;
  if (kept.fingerprint !== fingerprint) return refuse(`Idempotency Key: ${key} is used with a different request.`);
  return { status: kept.status, headers: { 'content-type': kept.contentType }, body: kept.body };
}

/** Keeps an answer. Needs an open transaction: the one that made the change. */
export function keepAnswer(sandbox: Sandbox, appId: string, key: string, fingerprint: string, answer: Answer): void {
  forgetOld(sandbox);
  sandbox.idempotency.put({
    id: `${appId} ${key}`,
    fingerprint,
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
    body: answer.body.toString(),
    at: sandbox.clock.now(),
  });
}

/** Keys are in the order of their first use, so the expired ones come first. */
function forgetOld(sandbox: Sandbox): void {
  const now = sandbox.clock.now();
  for (const record of sandbox.idempotency.values()) {
    if (record.at + KEPT_MS > now) break;
    sandbox.idempotency.delete(record.id);
  }
}

function refuse(message: string): Answer {
  return json({ ErrorNumber: 10, Type: 'ValidationException', Message: message }, 400);
}
