import { type Answer, resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { payloadTooLarge, Refusal, validationFailed } from '../api/failures.ts';
import { flag } from '../api/listing.ts';
import { isGuid } from '../api/reading.ts';
import { recordHistory } from '../history/record-history.ts';
import { type AttachmentRules, OWNERS, type OwnerEndpoint } from '../owners.ts';
import { attachmentJson } from './json.ts';
import type { Attachment } from './record.ts';

export const ATTACHMENT_SCOPES = ['accounting.attachments'];
const MOST_ATTACHMENTS = 10;
const MOST_ATTACHMENT_BYTES = 10 * 1024 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is one of the characters that Xero forbids.
const FORBIDDEN_IN_NAMES = /[<>:"/\\|?*\u0000+;]/;

export const attachmentRoutes: ApiRoute[] = OWNERS.flatMap((owner) => {
  const { endpoint, attachments: rules } = owner;
  if (!rules) return [];
  return endpoints(ATTACHMENT_SCOPES, {
    [`GET /${endpoint}/:id/Attachments`]: (call) => list(call, owner),
    [`GET /${endpoint}/:id/Attachments/:file`]: (call) => content(call, owner),
    [`PUT /${endpoint}/:id/Attachments/:file`]: (call) => attach(call, owner, rules),
    [`POST /${endpoint}/:id/Attachments/:file`]: (call) => attach(call, owner, rules),
  });
});

function list(call: ApiCall, owner: OwnerEndpoint) {
  return envelope(call, { Attachments: attachmentsOf(call, owner).map((one) => attachmentJson(call.sandbox, one)) });
}

/** The bytes, by id or by file name. */
function content(call: ApiCall, owner: OwnerEndpoint): Answer {
  const key = call.params.file ?? '';
  const found = attachmentsOf(call, owner).find(
    (one) => one.fileName === key || (isGuid(key) && one.id === key.toLowerCase()),
  );
  const bytes = found && call.sandbox.store.readBlob(found.blobId);
  if (!bytes) throw new Refusal(resourceNotFound(), 'No such attachment');
  return { status: 200, headers: { 'content-type': found.mimeType }, body: bytes };
}

function attach(call: ApiCall, owner: OwnerEndpoint, rules: AttachmentRules) {
  const existing = attachmentsOf(call, owner);
  const fileName = call.params.file ?? '';
  const { body } = call.request;
  if (body.length > MOST_ATTACHMENT_BYTES) throw new Refusal(payloadTooLarge(), 'Attachment too large');
  const namesake = existing.find((one) => one.fileName === fileName);
  const refuse = (Message: string) => validationFailed([{ FileName: fileName, ValidationErrors: [{ Message }] }]);
  if (FORBIDDEN_IN_NAMES.test(fileName)) throw refuse('The file name contains characters that are not allowed.');
  if (body.length === 0) throw refuse('The attachment is empty.');
  if (!namesake && existing.length >= MOST_ATTACHMENTS) {
    throw refuse(`A maximum of ${MOST_ATTACHMENTS} attachments is allowed.`);
  }
  const ownerId = call.params.id?.toLowerCase() ?? '';
  const blobId = crypto.randomUUID();
  call.sandbox.store.writeBlob(blobId, body);
  const attachment = call.books.attachments.put({
    id: namesake?.id ?? crypto.randomUUID(),
    endpoint: owner.endpoint,
    ownerId,
    fileName,
    mimeType: (call.request.headers['content-type'] ?? 'application/octet-stream').split(';')[0] as string,
    contentLength: body.length,
    includeOnline: flag(call, 'IncludeOnline') && rules.mayIncludeOnline(call.books, ownerId),
    blobId,
  });
  rules.mark(call.books, ownerId, call.now);
  recordHistory(
    call,
    ownerId,
    'Attached a file',
    `Attached the file ${fileName} through the Xero API using ${call.app.name}`,
  );
  return envelope(call, { Attachments: [attachmentJson(call.sandbox, attachment)] });
}

function attachmentsOf(call: ApiCall, owner: OwnerEndpoint): Attachment[] {
  const ownerId = call.params.id?.toLowerCase() ?? '';
  if (!owner.find(call.books, ownerId)) throw new Refusal(resourceNotFound(), 'No such document');
  return call.books.attachments.find('owner', ownerId);
}
