import { childOf, type Element, elementsOf, OfficeParts, withinOf } from './office-parts.ts';
import { type Align, Blocks, type Cell, type OfficeText, UnreadableOffice } from './office-text.ts';

/*
 * Word's files (ECMA-376, part 1, 17): paragraphs, tables and pictures of the letter's head, its body and its foot. What was
 * deleted under *Track changes* and what is hidden is left out.
 */

const BODY = 'word/document.xml';

export async function readDocx(bytes: Uint8Array): Promise<OfficeText> {
  const parts = await OfficeParts.open(bytes);
  const document = await parts.xml(BODY);
  const body = childOf(document, 'body');
  if (!body) throw new UnreadableOffice('broken');
  const blocks = new Blocks();
  for (const name of partsNamed(parts, 'header')) await new Part(parts, blocks, name).write();
  await new Part(parts, blocks, BODY).write(body);
  for (const name of partsNamed(parts, 'footer')) await new Part(parts, blocks, name).write();
  return blocks.whole();
}

/** Heads or feet: of the first page, of the others. Three at most, since each section may have its own. */
const partsNamed = (parts: OfficeParts, kind: 'header' | 'footer') =>
  parts
    .names()
    .filter((name) => new RegExp(`^word/${kind}\\d*[.]xml$`).test(name))
    .slice(0, 3);

type Run = { text: string; isBold: boolean; size: number | null };

class Part {
  private readonly parts: OfficeParts;
  private readonly blocks: Blocks;
  private readonly name: string;
  private pictures = new Map<string, string>();

  constructor(parts: OfficeParts, blocks: Blocks, name: string) {
    this.parts = parts;
    this.blocks = blocks;
    this.name = name;
  }

  async write(root?: Element): Promise<void> {
    this.pictures = await this.targets();
    await this.flow(root ?? (await this.parts.xml(this.name)));
  }

  /** What pictures are called in this part, and where they lie. */
  private async targets(): Promise<Map<string, string>> {
    const rels = await this.parts.xml(this.name.replace(/([^/]+)$/, '_rels/$1.rels'));
    return new Map(
      elementsOf(rels).flatMap(({ attributes: { Id, Target, TargetMode } }) =>
        Id && Target && TargetMode !== 'External'
          ? [[Id, Target.startsWith('/') ? Target.slice(1) : `word/${Target}`] as const]
          : [],
      ),
    );
  }

  private async flow(element: Element | null | undefined): Promise<void> {
    for (const each of elementsOf(element)) {
      if (each.name === 'p') await this.paragraph(each);
      else if (each.name === 'tbl') {
        this.blocks.table(this.rowsOf(each));
        for (const picture of this.picturesIn(each)) this.blocks.picture(await this.pictureOf(picture));
      } else if (!['sectPr', 'del', 'moveFrom'].includes(each.name)) await this.flow(each);
    }
  }

  private async paragraph(paragraph: Element): Promise<void> {
    const look = childOf(paragraph, 'pPr');
    const style = childOf(look, 'pStyle')?.attributes.val ?? '';
    const runs = runsOf(paragraph);
    if (childOf(look, 'pageBreakBefore')) this.blocks.pageBreak();
    const isHeading = /heading|title|berschrift|titre|titulo/i.test(style);
    const bullet = childOf(look, 'numPr') ? '• ' : '';
    for (const [place, text] of textOf(runs).split('\f').entries()) {
      if (place > 0) this.blocks.pageBreak();
      this.blocks.paragraph(text.trim() === '' ? '' : bullet + text, {
        isBold: isHeading || mostlyBold(runs),
        size: Math.max(...runs.map(({ size }) => size ?? 0)) || (isHeading ? 14 : null),
        align: alignOf(look),
      });
    }
    for (const picture of this.picturesIn(paragraph)) this.blocks.picture(await this.pictureOf(picture));
    for (const box of boxesIn(paragraph)) await this.flow(box);
  }

  private rowsOf(table: Element): Cell[][] {
    return elementsOf(table).flatMap((row): Cell[][] => {
      if (row.name !== 'tr') return ['sdt', 'sdtContent', 'ins'].includes(row.name) ? this.rowsOf(row) : [];
      return [cellsOf(row).flatMap((cell) => this.cellOf(cell))];
    });
  }

  private cellOf(cell: Element): Cell[] {
    const paragraphs = paragraphsIn(cell);
    const runs = paragraphs.flatMap(runsOf);
    const span = Number(withinOf(childOf(cell, 'tcPr'), 'gridSpan')?.attributes.val ?? 1);
    const text = paragraphs.map((each) => textOf(runsOf(each)).replaceAll('\f', '')).join('\n');
    const own = {
      text: text.trim(),
      isBold: mostlyBold(runs),
      align: alignOf(childOf(paragraphs.find((each) => childOf(each, 'pPr')) ?? null, 'pPr')),
    };
    const rest = Array.from({ length: Math.min(Math.max(0, span - 1), 60) }, () => empty);
    return [own, ...rest];
  }

  private picturesIn(element: Element): Element[] {
    return elementsOf(element).flatMap((each) => {
      if (each.name === 'blip' || each.name === 'imagedata') return [each];
      return ['Fallback', 'txbxContent'].includes(each.name) ? [] : this.picturesIn(each);
    });
  }

  private pictureOf({ attributes }: Element): Promise<Uint8Array | null> {
    const target = this.pictures.get(attributes.embed ?? attributes.id ?? '');
    return target ? this.parts.read(target) : Promise.resolve(null);
  }
}

const empty: Cell = { text: '', isBold: false, align: 'left' };

const cellsOf = (row: Element): Element[] =>
  elementsOf(row).flatMap((each) => (each.name === 'tc' ? [each] : each.name === 'sdt' ? cellsOf(each) : []));

/** Of a cell, those of tables in it too. */
const paragraphsIn = (cell: Element): Element[] =>
  elementsOf(cell).flatMap((each) => (each.name === 'p' ? [each] : each.name === 'tcPr' ? [] : paragraphsIn(each)));

/** Boxes of text that float beside a paragraph; each is in the file twice, for old programs too. */
const boxesIn = (element: Element): Element[] =>
  elementsOf(element).flatMap((each) =>
    each.name === 'txbxContent' ? [each] : each.name === 'Fallback' ? [] : boxesIn(each),
  );

function runsOf(paragraph: Element): Run[] {
  return elementsOf(paragraph).flatMap((each): Run[] => {
    if (each.name === 'r') return runOf(each);
    return ['pPr', 'del', 'moveFrom'].includes(each.name) ? [] : runsOf(each);
  });
}

function runOf(run: Element): Run[] {
  const look = childOf(run, 'rPr');
  if (childOf(look, 'vanish')) return [];
  const bold = childOf(look, 'b');
  const halfPoints = Number(childOf(look, 'sz')?.attributes.val);
  const text = elementsOf(run).map((part) => {
    if (part.name === 't') return part.content.filter((each) => typeof each === 'string').join('');
    if (part.name === 'tab' || part.name === 'ptab') return '\t';
    if (part.name === 'br') return part.attributes.type === 'page' ? '\f' : '\n';
    return part.name === 'cr' ? '\n' : part.name === 'noBreakHyphen' ? '-' : '';
  });
  const isBold = bold !== undefined && !['0', 'false', 'off'].includes(bold.attributes.val ?? '');
  return [{ text: text.join(''), isBold, size: halfPoints > 0 ? Math.min(halfPoints / 2, 40) : null }];
}

const textOf = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');

function mostlyBold(runs: readonly Run[]): boolean {
  const bold = textOf(runs.filter(({ isBold }) => isBold)).length;
  return bold > 0 && bold * 2 > textOf(runs).length;
}

function alignOf(look: Element | undefined): Align {
  const value = childOf(look, 'jc')?.attributes.val;
  return value === 'right' || value === 'end' ? 'right' : value === 'center' ? 'center' : 'left';
}
