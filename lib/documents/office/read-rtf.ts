import { type Align, Blocks, type Cell, type OfficeText, UnreadableOffice } from './office-text.ts';

/*
 * Rich Text Format 1.9: groups in braces, words behind backslashes, and text. A group begins with the state of the one around
 * it; groups that are a destination nobody here knows are left out, with all that is in them.
 */

type State = { isBold: boolean; halfPoints: number; align: Align; isHidden: boolean; isSkipped: boolean; skip: number };

/** What is in these is no text of the letter. */
const SKIPPED = new Set(
  (
    'fonttbl colortbl stylesheet info listtable listoverridetable rsidtbl generator themedata colorschememapping ' +
    'datastore latentstyles xmlnstbl wgrffmtfilter pict object objdata fldinst nonshppict shpinst ' +
    'pntext pntxta pntxtb footnote annotation atnid atnauthor mmathPr filetbl revtbl'
  ).split(' '),
);
const MAX_DEPTH = 200;
const plain: State = { isBold: false, halfPoints: 24, align: 'left', isHidden: false, isSkipped: false, skip: 1 };

const signs: Record<string, string> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  '~': ' ',
  _: '-',
  '{': '{',
  '}': '}',
  '\\': '\\',
};

export function readRtf(bytes: Uint8Array): OfficeText {
  return new RtfReader(Buffer.from(bytes).toString('latin1')).read();
}

class RtfReader {
  private readonly blocks = new Blocks();
  private readonly source: string;
  private readonly groups: State[] = [];
  private state: State = { ...plain };
  private decoder = new TextDecoder('windows-1252');
  /** Bytes that are text, until another thing comes: a letter may be several. */
  private bytes: number[] = [];
  private text = '';
  private bold = 0;
  private cells: Cell[] = [];
  private rows: Cell[][] = [];
  /** Letters that follow one given by number, for readers that do not know it. */
  private toSkip = 0;
  /** The group began with a mark that says: leave me out if you do not know me. */
  private isOptional = false;

  constructor(source: string) {
    this.source = source;
  }

  read(): OfficeText {
    const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/gi;
    for (const [, word, number, hex, sign, brace, text] of this.source.matchAll(token)) {
      if (brace === '{') this.open();
      else if (brace === '}') {
        if (!this.close()) break;
      } else if (word) this.word(word, number === undefined ? null : Number(number));
      else if (hex) this.take([Number.parseInt(hex, 16)]);
      else if (sign) this.sign(sign);
      else if (text) this.take([...text].map((letter) => letter.charCodeAt(0)));
    }
    this.paragraph();
    this.endTable();
    return this.blocks.whole();
  }

  private open(): void {
    this.flush();
    if (this.groups.length >= MAX_DEPTH) throw new UnreadableOffice('tooComplex');
    this.groups.push({ ...this.state });
  }

  private close(): boolean {
    this.flush();
    const outer = this.groups.pop();
    if (outer) this.state = outer;
    this.isOptional = false;
    this.toSkip = 0;
    return this.groups.length > 0;
  }

  private sign(sign: string): void {
    if (sign === '*') this.isOptional = true;
    else if (sign === '\n' || sign === '\r') this.word('par', null);
    else this.put(signs[sign] ?? '');
  }

  private word(word: string, number: number | null): void {
    const wasOptional = this.isOptional;
    this.isOptional = false;
    // Its number says how many bytes follow that are no text.
    if (word === 'bin') throw new UnreadableOffice('tooComplex');
    if (SKIPPED.has(word) || (wasOptional && word !== 'shppict')) this.state.isSkipped = true;
    if (this.state.isSkipped) return;
    const isOn = number !== 0;
    switch (word) {
      case 'ansicpg':
        this.flush();
        this.decoder = decoderOf(number);
        break;
      case 'u':
        this.put(String.fromCharCode(((number ?? 63) + 0x1_0000) % 0x1_0000));
        this.toSkip = this.state.skip;
        break;
      case 'uc':
        this.state.skip = Math.min(Math.max(0, number ?? 1), 10);
        break;
      case 'b':
        this.flush();
        this.state.isBold = isOn;
        break;
      case 'v':
        this.flush();
        this.state.isHidden = isOn;
        break;
      case 'fs':
        this.state.halfPoints = Math.min(number ?? 24, 80);
        break;
      case 'plain':
        this.flush();
        Object.assign(this.state, { isBold: false, halfPoints: 24, isHidden: false });
        break;
      case 'pard':
        this.state.align = 'left';
        break;
      case 'ql':
      case 'qr':
      case 'qc':
        this.state.align = word === 'qr' ? 'right' : word === 'qc' ? 'center' : 'left';
        break;
      case 'par':
      case 'sect':
        this.paragraph();
        break;
      case 'page':
        this.paragraph();
        this.endTable();
        this.blocks.pageBreak();
        break;
      case 'cell':
        this.cell();
        break;
      case 'row':
        this.row();
        break;
      default:
        this.put(signs[word] ?? '');
    }
  }

  private take(bytes: readonly number[]): void {
    if (this.state.isSkipped || this.state.isHidden) return;
    const skipped = Math.min(this.toSkip, bytes.length);
    this.toSkip -= skipped;
    for (let at = skipped; at < bytes.length; at++) this.bytes.push(bytes[at] ?? 0);
  }

  private put(text: string): void {
    this.flush();
    if (text === '' || this.state.isSkipped || this.state.isHidden) return;
    this.text += text;
    if (this.state.isBold) this.bold += text.length;
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    const text = this.decoder.decode(Uint8Array.from(this.bytes));
    this.bytes = [];
    this.text += text;
    if (this.state.isBold) this.bold += text.length;
  }

  /** What was gathered, which begins anew. */
  private taken(): { text: string; isBold: boolean; align: Align } {
    this.flush();
    const taken = { text: this.text, isBold: this.bold * 2 > this.text.length, align: this.state.align };
    this.text = '';
    this.bold = 0;
    return taken;
  }

  private paragraph(): void {
    this.flush();
    // A paragraph that ends within a row is a further line of its cell.
    if (this.cells.length > 0 && this.text !== '') {
      this.text += '\n';
      return;
    }
    if (this.rows.length > 0 && this.text.trim() === '') return;
    const { text, ...look } = this.taken();
    this.endTable();
    const size = this.state.halfPoints / 2;
    this.blocks.paragraph(text, { ...look, size: size === 12 ? null : size });
  }

  private cell(): void {
    const { text, ...look } = this.taken();
    if (this.cells.length < 64) this.cells.push({ text: text.trim(), ...look });
  }

  private row(): void {
    if (this.cells.length > 0) this.rows.push(this.cells);
    this.cells = [];
    if (this.rows.length > 20_000) throw new UnreadableOffice('tooComplex');
  }

  private endTable(): void {
    this.row();
    this.blocks.table(this.rows);
    this.rows = [];
  }
}

function decoderOf(page: number | null): TextDecoder {
  const names: Record<number, string> = { 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 65001: 'utf-8' };
  try {
    return new TextDecoder(names[page ?? 0] ?? `windows-${page}`);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
