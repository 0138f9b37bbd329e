import { childOf, type Element, elementsOf, OfficeParts, withinOf } from './office-parts.ts';
import { type Align, Blocks, type Cell, type OfficeText, UnreadableOffice } from './office-text.ts';

/*
 * OpenDocument's texts (ODF 1.3, part 3): the page's head, the text, the page's foot. What a style says is looked up for a
 * letter's weight, a paragraph's side and a page's end.
 */

type Look = { isBold: boolean; size: number | null; align: Align; breaksPage: boolean };
const plain: Look = { isBold: false, size: null, align: 'left', breaksPage: false };

export async function readOdt(bytes: Uint8Array): Promise<OfficeText> {
  const parts = await OfficeParts.open(bytes);
  const content = await parts.xml('content.xml');
  const text = childOf(childOf(content, 'body'), 'text');
  if (!text) throw new UnreadableOffice('broken');
  const styles = await parts.xml('styles.xml');
  const page = childOf(childOf(styles, 'master-styles'), 'master-page');
  const writer = new Writer(parts, looksOf(styles, content));
  await writer.flow(childOf(page, 'header'));
  await writer.flow(text);
  await writer.flow(childOf(page, 'footer'));
  return writer.blocks.whole();
}

function looksOf(...roots: (Element | null)[]): Map<string, Look> {
  const looks = new Map<string, Look>();
  for (const root of roots) {
    for (const group of ['styles', 'automatic-styles']) {
      for (const { name, attributes, content } of elementsOf(childOf(root, group))) {
        if (name !== 'style' || !attributes.name) continue;
        const style = { name, attributes, content };
        const own = looks.get(attributes['parent-style-name'] ?? '') ?? plain;
        const letters = childOf(style, 'text-properties')?.attributes ?? {};
        const paragraph = childOf(style, 'paragraph-properties')?.attributes ?? {};
        const points = /^([\d.]+)pt$/.exec(letters['font-size'] ?? '')?.[1];
        looks.set(attributes.name, {
          isBold: letters['font-weight'] ? letters['font-weight'] === 'bold' : own.isBold,
          size: points ? Math.min(Number(points), 40) : own.size,
          align: alignOf(paragraph['text-align']) ?? own.align,
          breaksPage: paragraph['break-before'] === 'page' || own.breaksPage,
        });
      }
    }
  }
  return looks;
}

function alignOf(value: string | undefined): Align | null {
  if (value === undefined) return null;
  return value === 'end' || value === 'right' ? 'right' : value === 'center' ? 'center' : 'left';
}

/** Repeats of a cell or a row, which spreadsheets give in thousands. */
const MAX_REPEATS = 60;

class Writer {
  readonly blocks = new Blocks();
  private readonly parts: OfficeParts;
  private readonly looks: ReadonlyMap<string, Look>;

  constructor(parts: OfficeParts, looks: ReadonlyMap<string, Look>) {
    this.parts = parts;
    this.looks = looks;
  }

  async flow(element: Element | undefined, bullet = ''): Promise<void> {
    for (const each of elementsOf(element)) {
      switch (each.name) {
        case 'p':
        case 'h':
          await this.paragraph(each, bullet);
          break;
        case 'table':
          this.blocks.table(this.rowsOf(each));
          await this.pictures(each);
          break;
        case 'list-item':
          await this.flow(each, '• ');
          break;
        case 'tracked-changes':
        case 'sequence-decls':
        case 'forms':
          break;
        case 'frame':
          await this.pictures({ name: '', attributes: {}, content: [each] });
          break;
        default:
          await this.flow(each, bullet);
      }
    }
  }

  private async paragraph(paragraph: Element, bullet: string): Promise<void> {
    const look = this.lookOf(paragraph);
    const text = textOf(paragraph);
    if (look.breaksPage) this.blocks.pageBreak();
    const isHeading = paragraph.name === 'h';
    this.blocks.paragraph(text.trim() === '' ? '' : bullet + text, {
      isBold: isHeading || look.isBold || this.isAllBold(paragraph),
      size: look.size ?? (isHeading ? 14 : null),
      align: look.align,
    });
    await this.pictures(paragraph);
  }

  private lookOf({ attributes }: Element): Look {
    return this.looks.get(attributes['style-name'] ?? '') ?? plain;
  }

  private isAllBold(paragraph: Element): boolean {
    const said = paragraph.content.filter((part) => typeof part !== 'string' || part.trim() !== '');
    return (
      said.length > 0 &&
      said.every((part) => typeof part !== 'string' && part.name === 'span' && this.lookOf(part).isBold)
    );
  }

  /** With the boxes of text that are anchored here. */
  private async pictures(element: Element): Promise<void> {
    for (const each of elementsOf(element)) {
      if (each.name === 'image') {
        this.blocks.picture(await this.parts.read((each.attributes.href ?? '').replace(/^\.\//, '')));
        // What comes after it in its frame is the same in another form.
        return;
      }
      if (each.name === 'text-box') await this.flow(each);
      else await this.pictures(each);
    }
  }

  private rowsOf(table: Element): Cell[][] {
    return elementsOf(table).flatMap((each): Cell[][] => {
      if (each.name === 'table-row') {
        const cells = elementsOf(each).flatMap((cell) => this.cellOf(cell));
        return [cells];
      }
      return ['table-header-rows', 'table-rows', 'table-row-group'].includes(each.name) ? this.rowsOf(each) : [];
    });
  }

  private cellOf(cell: Element): Cell[] {
    if (cell.name !== 'table-cell' && cell.name !== 'covered-table-cell') return [];
    const paragraphs = paragraphsIn(cell);
    const [first] = paragraphs;
    const own: Cell = {
      text: paragraphs.map(textOf).join('\n').trim(),
      isBold: first !== undefined && (this.lookOf(first).isBold || this.isAllBold(first)),
      align: first ? this.lookOf(first).align : 'left',
    };
    const repeats = Math.min(Number(cell.attributes['number-columns-repeated'] ?? 1) || 1, MAX_REPEATS);
    return Array.from({ length: repeats }, () => own);
  }
}

const paragraphsIn = (element: Element): Element[] =>
  elementsOf(element).flatMap((each) => (each.name === 'p' || each.name === 'h' ? [each] : paragraphsIn(each)));

function textOf(element: Element): string {
  return element.content
    .map((part): string => {
      // A line's end in the file is a space, and so are several.
      if (typeof part === 'string') return part.replace(/\s+/g, ' ');
      if (part.name === 's') return ' '.repeat(Math.min(Number(part.attributes.c ?? 1) || 1, 200));
      if (part.name === 'tab') return '\t';
      if (part.name === 'line-break') return '\n';
      return ['frame', 'note', 'annotation', 'custom-shape'].includes(part.name) && !withinOf(part, 'note-citation')
        ? ''
        : textOf(part);
    })
    .join('');
}
