import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { resolved } from '../xml-references.ts';

/** An element without its namespace's prefix: e-invoices use one vocabulary each, whose names do not clash. */
export type XmlNode = { name: string; text: string; attributes: Readonly<Record<string, string>>; children: XmlNode[] };

export type XmlFault = 'tooLarge' | 'unsafe' | 'broken';

/** A year's invoices of one sender, with their pictures as text, have been seen in 8 MB. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 40;
const MAX_NODES = 500_000;

/**
 * The root of an XML document. One with a document type or entities of its own is refused whole, whatever they say: no
 * e-invoice has any, and they are how XML reads other files and fills memory.
 */
export function parseXml(bytes: Uint8Array): XmlNode | XmlFault {
  if (bytes.length > MAX_BYTES) return 'tooLarge';
  const text = xmlText(bytes);
  if (text === null) return 'broken';
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return 'unsafe';
  if (XMLValidator.validate(text) !== true) return 'broken';
  try {
    const [root] = nodesOf(parser.parse(text), 0, { left: MAX_NODES });
    return root ?? 'broken';
  } catch {
    return 'broken';
  }
}

const CDATA = '#cdata';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // It knows no references by number, as some senders write all that is not ASCII; what is in CDATA has none at all.
  processEntities: false,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/** What the parser makes of an element: its name with its content, in order, and its attributes under `:@`. */
type Parsed = Record<string, unknown>;

function nodesOf(parsed: Parsed[], depth: number, budget: { left: number }): XmlNode[] {
  if (depth > MAX_DEPTH) throw new RangeError('too deep');
  return parsed.flatMap((each) => {
    const name = Object.keys(each).find((key) => key !== ':@' && key !== '#text' && key !== CDATA);
    if (name === undefined) return [];
    budget.left -= 1;
    if (budget.left < 0) throw new RangeError('too many elements');
    const content = each[name] as Parsed[];
    const text = content.map(textOf).join('');
    const attributes = Object.fromEntries(
      Object.entries((each[':@'] ?? {}) as Record<string, string>).map(([key, value]) => [key, resolved(value)]),
    );
    return [{ name, text: text.trim(), attributes, children: nodesOf(content, depth + 1, budget) }];
  });
}

function textOf(part: Parsed): string {
  const [text, data] = [part['#text'], part[CDATA]];
  if (typeof text === 'string') return resolved(text);
  return Array.isArray(data) ? data.map((each) => String((each as Parsed)['#text'] ?? '')).join('') : '';
}

/**
 * The text by its byte order mark or by the encoding that its first line names. Senders say UTF-8 and write Latin 1: then it
 * is read as that. Null where the encoding is not known.
 */
function xmlText(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    return error instanceof RangeError ? null : new TextDecoder('windows-1252').decode(bytes);
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const named = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1];
  // Bytes that could be read so far are no UTF-16, whatever they say.
  return named && !/^utf-?16/i.test(named) ? named : 'utf-8';
}

/** Whether a file is meant to be data in XML, by its first sign: neither a web page nor a drawing. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1').replaceAll('\0', '');
  return /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(head) && !/<(!doctype\s+html|html|svg)\b/i.test(head);
}

/** All elements at a path below a node, in order: `Party/TaxScheme`; a step may have several names, `Old|New`. */
export function all(node: XmlNode | undefined, path: string): XmlNode[] {
  let found = node ? [node] : [];
  for (const step of path.split('/')) {
    const names = step.split('|');
    found = found.flatMap(({ children }) => children.filter(({ name }) => names.includes(name)));
  }
  return found;
}

export const one = (node: XmlNode | undefined, path: string): XmlNode | undefined => all(node, path)[0];

/** The text of the first element there that has any, or null. */
export function textAt(node: XmlNode | undefined, path: string): string | null {
  return (
    all(node, path)
      .find(({ text }) => text !== '')
      ?.text.replace(/\s+/g, ' ') ?? null
  );
}
