/**
 * What mail servers say about mails of ours that they could not deliver: reports by RFC 3464, and what servers write that
 * never learnt it. Pure; the message has been taken apart by then.
 */

/** A message that came to the mailbox, as far as it can be a report. */
export type ReceivedMessage = {
  /** Null for the empty sender, `<>`, that reports come from. */
  sender: string | null;
  /** What people read. */
  text: string;
  parts: readonly { type: string; text: string }[];
};

export type DeliveryReport = {
  /** Of the mails that it may be about, as we write them: `<…@…>`. */
  messageIds: string[];
  recipients: RecipientReport[];
};

export type RecipientReport = {
  /** In small letters: whom we wrote to, and whom a server further on made of that. */
  addresses: string[];
  outcome: 'failed' | 'delayed';
  /** An enhanced status code (RFC 3463), such as 5.1.1. */
  status: string | null;
  /** The words of the server that would not take it. */
  words: string | null;
};

/** Ours has one recipient; a report that names more than that is not about a mail of ours. */
const MAX_RECIPIENTS = 20;
const MAX_IDS = 20;
const LONGEST_WORDS = 500;
/** Of a text; what a server says of a refusal stands at its beginning. */
const LONGEST_TEXT = 20_000;

/** Another one than ours names the mail as well: some services give it a Message-ID of their own. */
export const ID_HEADER = 'X-Intray-Message-ID';

const ourId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@[a-z0-9.-]{1,255}/gi;
const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

/** The report that a message is; null for any other, such as an answer, an absence note, or a receipt. */
export function deliveryReport(message: ReceivedMessage): DeliveryReport | null {
  const found = message.parts.find(({ type }) => type === 'message/delivery-status' || type === globalStatus);
  return found ? standardReport(found.text, message) : textReport(message);
}

/** RFC 6533, of mails to addresses with letters of other alphabets. */
const globalStatus = 'message/global-delivery-status';
const returnedTypes = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];

function standardReport(text: string, { parts }: ReceivedMessage): DeliveryReport | null {
  const blocks = text.replaceAll('\r', '').split(/\n[ \t]*\n/);
  const fields = blocks.slice(0, MAX_RECIPIENTS + 1).map(fieldsOf);
  const recipients = fields.flatMap((block) => recipientOf(block) ?? []);
  const envelopeIds = fields.map((block) => block.get('original-envelope-id') ?? '');
  const messageIds = idsIn([...envelopeIds, ...returnedHeaders(parts)]);
  return recipients.length > 0 && messageIds.length > 0 ? { messageIds, recipients } : null;
}

function recipientOf(fields: ReadonlyMap<string, string>): RecipientReport | null {
  const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => addressesOf(fields.get(name)));
  const code = status.exec(fields.get('status') ?? '')?.[1] ?? null;
  const outcome = outcomeOf(fields.get('action'), code);
  if (addresses.length === 0 || !outcome) return null;
  const words = fields.get('diagnostic-code')?.replace(/^[\w-]+;\s*/, '');
  return { addresses, outcome, status: code, words: words ? clipped(words) : null };
}

/** `delivered`, `relayed` and `expanded` are good news. Some servers forget to say. */
function outcomeOf(action: string | undefined, code: string | null): RecipientReport['outcome'] | null {
  const word = action
    ?.trim()
    .toLowerCase()
    .match(/^[a-z]+/)?.[0];
  if (word === 'failed' || word === 'delayed') return word;
  if (word) return null;
  return code?.startsWith('5') ? 'failed' : null;
}

/** `rfc822; robin+2Bbooks@example.com`: ours went through xtext (RFC 3461), which not every server takes back. */
function addressesOf(field: string | undefined): string[] {
  const written = field
    ?.slice(field.indexOf(';') + 1)
    .trim()
    .replace(/^<|>$/g, '')
    .toLowerCase();
  if (!written?.includes('@')) return [];
  const meant = written.replaceAll(/\+([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return [...new Set([written, meant])];
}

/** Fields of one block, by their names in small letters. The first of a name counts. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Only the lines that name the mail itself: its other headers may name other mails. */
function returnedHeaders(parts: ReceivedMessage['parts']): string[] {
  return parts
    .filter(({ type }) => returnedTypes.includes(type))
    .flatMap(({ text }) => {
      const [headers = ''] = text
        .replaceAll('\r', '')
        .trimStart()
        .split(/\n[ \t]*\n/, 1);
      const fields = fieldsOf(headers);
      return [fields.get('message-id') ?? '', fields.get(ID_HEADER.toLowerCase()) ?? ''];
    });
}

/**
 * A report in words alone, with the mail or its headers below them or attached. Its sender has to be one that only
 * reports have, and a reply code has to stand in it: nothing else tells a report from an answer that quotes our mail.
 */
function textReport({ sender, text, parts }: ReceivedMessage): DeliveryReport | null {
  if (sender !== null && !/^(mailer-daemon|postmaster)@/i.test(sender)) return null;
  const lines = text.slice(0, LONGEST_TEXT).replaceAll('\r', '').split('\n');
  const isOfReturned = (line: string) => /^[\s>]*(message-id|x-intray-message-id|return-path|received):/i.test(line);
  const end = lines.findIndex(isOfReturned);
  const said = end < 0 ? lines : lines.slice(0, end);
  const quoted = end < 0 ? [] : lines.slice(end).filter((line) => /^[\s>]*(x-intray-)?message-id:/i.test(line));
  const messageIds = idsIn([...returnedHeaders(parts), ...quoted]);
  const refusal = said.map(refusalIn).find((found) => found !== null);
  const addresses = addressesIn(said.join(' '));
  if (!refusal || messageIds.length === 0 || addresses.length === 0) return null;
  return { messageIds, recipients: [{ ...refusal, addresses }] };
}

/** By parting, not by searching: an expression that finds addresses takes for ever over the text of whoever means it to. */
function addressesIn(text: string): string[] {
  const words = text.toLowerCase().split(/[\s<>()[\]"',;:]+/);
  const addresses = words.filter((word) => word.includes('@')).map((word) => word.replace(/[.!?]$/, ''));
  return [...new Set(addresses)].slice(0, MAX_RECIPIENTS);
}

/** `550 5.1.1 No such user`, `#5.1.1`, or `said: 550 No such user`. */
function refusalIn(line: string): Omit<RecipientReport, 'addresses'> | null {
  const enhanced = /(?<![\d.])([45])\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(line);
  const plain = /(?:^|[:(])\s*([45])[0-5]\d(?=[ -]\D)/.exec(line);
  const found = enhanced ?? plain;
  if (!found) return null;
  return {
    outcome: found[1] === '5' ? 'failed' : 'delayed',
    status: enhanced?.[0] ?? null,
    words: clipped(line),
  };
}

function idsIn(texts: readonly string[]): string[] {
  const ids = texts.flatMap((text) => text.match(ourId) ?? []).map((id) => `<${id.toLowerCase()}>`);
  return [...new Set(ids)].slice(0, MAX_IDS);
}

const clipped = (words: string) =>
  words
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_WORDS);
