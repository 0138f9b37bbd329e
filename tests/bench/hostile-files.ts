import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { aHeic, aLockedPdf, aPdf, onePage } from '#tests/support/files.ts';
import { aBmp, aDocx, aGif, anOdt, anRtf, anXlsx, aTiff, aZip, wordParagraph } from '#tests/support/office-files.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
export type HostileFile = { kind: string; bytes: Buffer };

const below = (random: Random, end: number) => Math.floor(random() * end);
const oneOf = <T>(random: Random, all: readonly [T, ...T[]]): T => all[below(random, all.length)] ?? all[0];

/** What damage, accident or malice does to the bytes of a file that was good. */
const damages = {
  bits: (bytes, random) => {
    for (let count = 1 + below(random, 40); count > 0; count--) {
      const at = below(random, bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
    }
    return bytes;
  },
  'cut off': (bytes, random) => bytes.subarray(0, 1 + below(random, bytes.length)),
  'a hole': (bytes, random) => bytes.fill(0, below(random, bytes.length), below(random, bytes.length)),
  'a part twice': (bytes, random) => {
    const [from, length] = [below(random, bytes.length), below(random, 2_000)];
    const part = bytes.subarray(from, from + length);
    return Buffer.concat([
      bytes.subarray(0, from),
      ...Array.from({ length: 1 + below(random, 50) }, () => part),
      bytes.subarray(from),
    ]);
  },
  'large sizes': (bytes, random) => {
    for (let count = 1 + below(random, 4); count > 0 && bytes.length > 8; count--) {
      bytes.writeUInt32BE(
        oneOf(random, [0xffffffff, 0x7fffffff, 0x0000ffff, 0x00010000]),
        below(random, bytes.length - 4),
      );
    }
    return bytes;
  },
  'other numbers': (bytes, random) => {
    const others = ['0', '-1', '65536', '999999999', '4294967296', '1e30', '0.0000001'] as const;
    const text = bytes.toString('latin1').replace(/\d+/g, (own) => (random() < 0.05 ? oneOf(random, others) : own));
    return Buffer.from(text, 'latin1');
  },
} satisfies Record<string, (bytes: Buffer, random: Random) => Buffer>;

const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 300 200]';
const stream = (dictionary: string, content: string) =>
  `<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream`;
const times = (count: number, part: string | ((index: number) => string)) =>
  Array.from({ length: count }, (_, index) => (typeof part === 'string' ? part : part(index)));

/** What is made to take a decoder's time, its memory or its life, in many sizes. */
const attacks = {
  'forms in forms': (random) => {
    const depth = 3 + below(random, 12);
    const fan = '/X Do '.repeat(2 + below(random, 8));
    const forms = times(depth, (index) =>
      stream(`${FORM}/Resources<</XObject<</X ${index + 6} 0 R>>>>`, index < depth - 1 ? fan : '0 0 9 9 re f'),
    );
    return onePage('/X Do', '/XObject<</X 5 0 R>>', [...forms, 'null']);
  },
  'small patterns': (random) => {
    const step = 10 ** -below(random, 4);
    const tile = `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 ${step} ${step}]/XStep ${step}/YStep ${step}/Resources<<>>`;
    const side = 10 ** (2 + below(random, 3));
    return onePage(
      `/Pattern cs /P scn 0 0 ${side} ${side} re f`,
      '/Pattern<</P 5 0 R>>',
      [stream(tile, `0 0 ${step} ${step} re f`)],
      { boxes: `/MediaBox[0 0 ${side} ${side}]` },
    );
  },
  'long shading': (random) => {
    const code = `{ ${'sin cos exp 2 mul '.repeat(1 + below(random, 3_000))} dup dup }`;
    return onePage('/S sh', '/Shading<</S 5 0 R>>', [
      '<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1 0 1]/Matrix[300 0 0 200 0 0]/Function 6 0 R>>',
      stream('/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]', code),
    ]);
  },
  'spaces in spaces': (random) =>
    onePage('/C cs 1 sc 0 0 9 9 re f', '/ColorSpace<</C 5 0 R>>', [
      ...times(1 + below(random, 1_500), (index) => `[/Indexed ${index + 6} 0 R 1 <0001>]`),
      '/DeviceGray',
    ]),
  'endless faxes': (random) => {
    const side = 10 ** (3 + below(random, 3));
    const fax = `<</Type/XObject/Subtype/Image/Width ${side}/Height ${side}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${side}/Rows ${side}>>/Length 4>>\nstream\nabcd\nendstream`;
    return onePage('300 0 0 200 0 0 cm /I Do '.repeat(1 + below(random, 20)), '/XObject<</I 5 0 R>>', [fax]);
  },
  'much in little': (random) => {
    const packed = deflateSync(Buffer.alloc(1_000_000 * (1 + below(random, 200)))).toString('latin1');
    return onePage('300 0 0 200 0 0 cm /I Do', '/XObject<</I 5 0 R>>', [
      stream(
        '/Type/XObject/Subtype/Image/Width 20000/Height 10000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode',
        packed,
      ),
    ]);
  },
  'deep arrays': (random) => {
    const depth = 10 ** (2 + below(random, 4));
    return onePage('0 0 9 9 re f', `/Deep ${'['.repeat(depth)}${']'.repeat(depth)}`, []);
  },
  'many strokes': (random) => onePage(`1 w ${'0 0 m 300 200 l 9 9 l S '.repeat(10 ** (2 + below(random, 4)))}`, '', []),
  'dashes without end': (random) => onePage(`[${10 ** -below(random, 9)}] 0 d 0 0 m 300 200 l S`, '', []),
  'large letters': (random) =>
    onePage(
      `BT /F ${10 ** below(random, 9)} Tf (Invoice) Tj ET`,
      '/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>',
      [],
    ),
  'claimed pages': (random) =>
    onePage('0 0 9 9 re f', '', [], {
      count: String(10 ** below(random, 9)),
      kids: oneOf(random, ['3 0 R', '3 0 R 2 0 R', '2 0 R', '']),
    }),
  'odd boxes': (random) => {
    const side = () => oneOf(random, ['0', '-1', '1', '300', '14400', '1e9', '0.001', '99999999999']);
    return onePage('0 0 9 9 re f', '', [], {
      boxes: `/MediaBox[0 0 ${side()} ${side()}]/CropBox[${side()} ${side()} ${side()} ${side()}]/Rotate ${side()}`,
    });
  },
  'claimed pixels': async (random) => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    png.writeUInt32BE(oneOf(random, [9_000, 60_000, 0x7fffffff]), 16);
    png.writeUInt32BE(oneOf(random, [9_000, 60_000, 0x7fffffff]), 20);
    return png;
  },
  'largest pictures': (random) => {
    const width = 1_000 * (1 + below(random, 10));
    const create = { width, height: Math.floor(100_000_000 / width), channels: 3, background: '#fed' } as const;
    return sharp({ create, limitInputPixels: false }).png().toBuffer();
  },
  'deep elements': (random) => {
    const depth = 10 ** (1 + below(random, 5));
    return aDocx(`${'<w:sdt>'.repeat(depth)}${wordParagraph('x')}${'</w:sdt>'.repeat(depth)}`);
  },
  'many elements': (random) => aDocx(wordParagraph('x').repeat(10 ** (2 + below(random, 4)))),
  'wide tables': (random) => {
    const cells = `<w:tc>${wordParagraph('x')}</w:tc>`.repeat(1 + below(random, 3_000));
    return aDocx(`<w:tbl>${`<w:tr>${cells}</w:tr>`.repeat(1 + below(random, 20))}</w:tbl>`);
  },
  'parts of nothing': (random) => aDocx('', { 'word/document.xml': Buffer.alloc(10 ** (5 + below(random, 4)), ' ') }),
  'entities in letters': () =>
    aDocx('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>' }),
  'repeated cells': (random) =>
    anOdt(
      `<table:table><table:table-row><table:table-cell table:number-columns-repeated="${10 ** below(random, 9)}"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`,
    ),
  'groups in groups': (random) => anRtf('{'.repeat(10 ** (1 + below(random, 6)))),
  'long words': (random) => anRtf('x'.repeat(10 ** (3 + below(random, 4)))),
  'far cells': (random) =>
    aZip({
      '[Content_Types].xml':
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      'xl/workbook.xml':
        '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="${10 ** (1 + below(random, 7))}"><c r="XFD${10 ** (1 + below(random, 7))}"><v>1</v></c></row></sheetData></worksheet>`,
    }),
  'claimed bitmaps': (random) => {
    const bytes = aBmp();
    bytes.writeInt32LE(oneOf(random, [0, -1, 9_000, 0x7fffffff, -0x80000000]), 18);
    bytes.writeInt32LE(oneOf(random, [0, -1, 9_000, 0x7fffffff, -0x80000000]), 22);
    bytes.writeUInt32LE(oneOf(random, [0, 1, 2, 3, 6, 99]), 30);
    return bytes;
  },
  'many pictures': async (random) => aTiff(...times(1 + below(random, 320), '#fff')),
  'an archive': (random) => aZip({ 'a.pdf': aPdf('x'), 'b.bin': Buffer.alloc(10 ** below(random, 8)) }),
  'another kind': (random) =>
    Buffer.from(
      oneOf(random, [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Invoice>&b;</Invoice>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        'PK\u0003\u0004 invoice.pdf',
        '%!PS-Adobe-3.0\n{ } loop',
        `%PDF-1.7\n${'xref\n'.repeat(10_000)}`,
      ]),
    ),
} satisfies Record<string, (random: Random) => Buffer | Promise<Buffer>>;

/** Damaged archives, the same for the same seed. */
export async function* hostileArchives(count: number, seed = 1): AsyncGenerator<HostileFile> {
  const random = seeded(seed);
  const good = [
    await aZip({ 'one.pdf': aPdf('One'), 'two/two.pdf': aPdf('Two'), '.DS_Store': 'x' }),
    await aZip({ 'zeros.bin': Buffer.alloc(3_000_000), 'mimetype.txt': 'x'.repeat(5_000) }),
    await aDocx(),
  ] as const;
  const ways = Object.entries(damages);
  for (let index = 0; index < count; index++) {
    const [name, damage] = ways[index % ways.length] ?? expectSome();
    yield { kind: `ZIP: ${name}`, bytes: damage(Buffer.from(oneOf(random, good)), random) };
  }
}

/** As many files as are asked for, the same for the same seed: half of them damaged, half of them made to do harm. */
export async function* hostileFiles(count: number, seed = 1): AsyncGenerator<HostileFile> {
  const random = seeded(seed);
  const picture = (format: 'jpeg' | 'png' | 'webp' | 'tiff') =>
    sharp(Buffer.from(Array.from({ length: 300 * 200 * 3 }, () => below(random, 256))), {
      raw: { width: 300, height: 200, channels: 3 },
    })
      .toFormat(format)
      .toBuffer();
  const good = [
    ['PDF', aPdf('Invoice', 'Terms')],
    ['locked PDF', aLockedPdf()],
    ['JPEG', await picture('jpeg')],
    ['PNG', await picture('png')],
    ['WebP', await picture('webp')],
    ['TIFF', await picture('tiff')],
    ['HEIC', aHeic()],
    ['GIF', await aGif('#f00', '#0f0')],
    ['TIFF of pages', await aTiff('#f00', '#0f0', '#00f')],
    ['BMP', aBmp()],
    ['DOCX', await aDocx()],
    ['ODT', await anOdt()],
    ['RTF', anRtf()],
    ['XLSX', await anXlsx()],
    [
      'XML',
      Buffer.from('<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID></Invoice>'),
    ],
  ] as const;
  const ways = Object.entries(damages);
  const means = Object.entries(attacks);
  for (let index = 0; index < count; index++) {
    const turn = index >> 1;
    if (index % 2 === 0) {
      const [kind, bytes] = good[turn % good.length] ?? good[0];
      const [name, damage] = ways[Math.floor(turn / good.length) % ways.length] ?? expectSome();
      yield { kind: `${kind}: ${name}`, bytes: damage(Buffer.from(bytes), random) };
    } else {
      const [kind, attack] = means[turn % means.length] ?? expectSome();
      yield { kind, bytes: await attack(random) };
    }
  }
}

function expectSome(): never {
  throw new Error('There are no files of this kind');
}
