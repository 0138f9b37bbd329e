/** What an office file says, in its order, as far as it is laid out: neither its fonts nor its columns. */
export type OfficeText = { blocks: Block[]; isWide: boolean };

export type Align = 'left' | 'right' | 'center';

/** `size` is in points; null is the usual one. */
export type Paragraph = { kind: 'paragraph'; text: string; isBold: boolean; size: number | null; align: Align };
export type Cell = { text: string; isBold: boolean; align: Align };
export type Table = { kind: 'table'; rows: Cell[][] };
export type Block = Paragraph | Table | { kind: 'picture'; bytes: Uint8Array } | { kind: 'pageBreak' };

/** Why an office file can't be read. */
export class UnreadableOffice extends Error {
  readonly fault: 'broken' | 'unsafe' | 'empty' | 'tooComplex' | 'tooManyPages' | 'encrypted';

  constructor(fault: UnreadableOffice['fault']) {
    super(fault);
    this.fault = fault;
  }
}

/** Letters and blocks of one file; an invoice has some thousand, a year's journal some hundred thousand. */
const MAX_CHARACTERS = 2_000_000;
const MAX_BLOCKS = 50_000;
export const MAX_PICTURES = 30;

/** Gathers blocks, within limits. */
export class Blocks {
  readonly blocks: Block[] = [];
  private characters = 0;
  private pictures = 0;

  paragraph(text: string, look: Partial<Omit<Paragraph, 'kind' | 'text'>> = {}): void {
    this.add({ kind: 'paragraph', text, isBold: false, size: null, align: 'left', ...look }, text.length);
  }

  table(rows: Cell[][]): void {
    const said = rows.filter((row) => row.some(({ text }) => text.trim() !== ''));
    if (said.length === 0) return;
    this.add(
      { kind: 'table', rows: said },
      said.reduce((sum, row) => sum + row.reduce((length, { text }) => length + text.length + 1, 0), 0),
    );
  }

  picture(bytes: Uint8Array | null | undefined): void {
    if (!bytes || this.pictures >= MAX_PICTURES) return;
    this.pictures += 1;
    this.add({ kind: 'picture', bytes }, 0);
  }

  pageBreak(): void {
    if (this.blocks.length > 0 && this.blocks.at(-1)?.kind !== 'pageBreak') this.add({ kind: 'pageBreak' }, 0);
  }

  /** All of it. Throws when there is nothing that could be shown. */
  whole({ isWide = false } = {}): OfficeText {
    const says = this.blocks.some((block) =>
      block.kind === 'paragraph' ? block.text.trim() !== '' : block.kind !== 'pageBreak',
    );
    if (!says) throw new UnreadableOffice('empty');
    return { blocks: this.blocks, isWide };
  }

  private add(block: Block, characters: number): void {
    this.characters += characters;
    if (this.characters > MAX_CHARACTERS || this.blocks.length >= MAX_BLOCKS) throw new UnreadableOffice('tooComplex');
    this.blocks.push(block);
  }
}
