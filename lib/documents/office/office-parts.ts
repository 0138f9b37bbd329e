import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { bytesAtHand } from '../archive/bytes-at-hand.ts';
import { BrokenZip, openZip, unzipped, type ZipFile } from '../archive/open-zip.ts';
import { resolved } from '../xml-references.ts';
import { UnreadableOffice } from './office-text.ts';

/** An element with what is in it, in order; names are without the namespace's prefix. */
export type Element = { name: string; attributes: Readonly<Record<string, string>>; content: (Element | string)[] };

/** Of one part, and of all parts that are read of a file. */
const MAX_PART_BYTES = 24 * 1024 * 1024;
const MAX_ALL_BYTES = 80 * 1024 * 1024;
const MAX_PARTS = 3_000;
const MAX_DEPTH = 90;
const MAX_ELEMENTS = 600_000;

/** The parts of an office file, which is a ZIP file of XML and pictures. What is not as it should be throws. */
export class OfficeParts {
  private readonly files: ReadonlyMap<string, ZipFile>;
  private readonly bytes: Uint8Array;
  private left = MAX_ALL_BYTES;
  private readonly budget = { elements: MAX_ELEMENTS };

  private constructor(bytes: Uint8Array, files: ReadonlyMap<string, ZipFile>) {
    this.bytes = bytes;
    this.files = files;
  }

  static async open(bytes: Uint8Array): Promise<OfficeParts> {
    const parts = new OfficeParts(bytes, await told(openZip(bytesAtHand(bytes), { maxEntries: MAX_PARTS })));
    if (parts.files.has('META-INF/manifest.xml')) {
      const manifest = await parts.read('META-INF/manifest.xml');
      if (manifest && Buffer.from(manifest).includes('encryption-data')) throw new UnreadableOffice('encrypted');
    }
    return parts;
  }

  /** In the order of the directory. */
  names(): string[] {
    return [...this.files.keys()];
  }

  /** Throws when all parts together would inflate beyond what is read of one file. */
  requireModest(): void {
    const all = [...this.files.values()].reduce((sum, { size }) => sum + size, 0);
    if (all > MAX_ALL_BYTES) throw new UnreadableOffice('tooComplex');
  }

  async read(name: string): Promise<Uint8Array | null> {
    const file = this.files.get(name.replace(/^\//, ''));
    if (!file) return null;
    this.left -= file.size;
    if (file.size > MAX_PART_BYTES || this.left < 0) throw new UnreadableOffice('tooComplex');
    const read: Buffer[] = [];
    await told(
      (async () => {
        for await (const part of unzipped(bytesAtHand(this.bytes), file)) read.push(part);
      })(),
    );
    return Buffer.concat(read);
  }

  async xml(name: string): Promise<Element | null> {
    const bytes = await this.read(name);
    return bytes && parsedXml(bytes, this.budget);
  }
}

async function told<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof BrokenZip ? new UnreadableOffice('broken') : error;
  }
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

type Parsed = Record<string, unknown>;

/** The root of an XML part. Office programs write no document type: one that has it is refused whole. */
function parsedXml(bytes: Uint8Array, budget: { elements: number }): Element {
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableOffice('unsafe');
  if (XMLValidator.validate(text) !== true) throw new UnreadableOffice('broken');
  let parsed: Parsed[];
  try {
    parsed = parser.parse(text);
  } catch {
    throw new UnreadableOffice('broken');
  }
  const root = contentOf(parsed, budget).find((part) => typeof part !== 'string');
  if (!root) throw new UnreadableOffice('broken');
  return root;
}

function contentOf(parsed: Parsed[], budget: { elements: number }): (Element | string)[] {
  return parsed.flatMap((each): (Element | string)[] => {
    if (typeof each['#text'] === 'string') return [resolved(each['#text'])];
    const name = Object.keys(each).find((key) => key !== ':@');
    if (name === undefined) return [];
    budget.elements -= 1;
    if (budget.elements < 0) throw new UnreadableOffice('tooComplex');
    const attributes: Record<string, string> = {};
    for (const [key, value] of Object.entries((each[':@'] ?? {}) as Record<string, unknown>)) {
      attributes[key] = resolved(String(value));
    }
    return [{ name, attributes, content: contentOf(each[name] as Parsed[], budget) }];
  });
}

export const elementsOf = (element: Element | null | undefined): Element[] =>
  (element?.content ?? []).filter((part): part is Element => typeof part !== 'string');

export const childOf = (element: Element | null | undefined, name: string): Element | undefined =>
  elementsOf(element).find((each) => each.name === name);

/** The first element of that name, however deep. */
export function withinOf(element: Element | null | undefined, name: string): Element | undefined {
  for (const each of elementsOf(element)) {
    const found = each.name === name ? each : withinOf(each, name);
    if (found) return found;
  }
  return undefined;
}
