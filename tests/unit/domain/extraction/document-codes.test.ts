import { describe, expect, test } from 'vitest';
import { type DocumentCode, documentCode } from '#lib/domain/extraction/document-codes.ts';
import type { Reading } from '#lib/domain/extraction/reading.ts';
import { withCodes } from '#lib/domain/extraction/with-codes.ts';

const epc =
  'BCD\n002\n1\nSCT\nBFSWDE33BER\nHarbour Print GmbH\nDE71110220330123456789\nEUR119.00\n\n\nRechnung HP-20417\n';
const address = (name: string) => `S\n${name}\nQuai 1\n\n1200\nGenève\nCH`;
const nobody = '\n\n\n\n\n\n';
const swiss = `SPC\n0200\n1\nCH5800791123000889012\n${address('Robert Schneider SA')}\n${nobody}\n3949.75\nCHF\n${address('Pia Rutschmann')}\nNON\n\nBill No. 3139\nEPD`;

describe('codes on documents', () => {
  test.each<[string, string, Partial<DocumentCode>]>([
    [
      'an EPC code for a transfer',
      epc,
      { iban: 'DE71110220330123456789', amount: '119.00', currency: 'EUR', name: 'Harbour Print GmbH' },
    ],
    [
      'a Swiss QR bill',
      swiss,
      { iban: 'CH5800791123000889012', amount: '3949.75', currency: 'CHF', reference: 'Bill No. 3139' },
    ],
    [
      'a German till',
      'V0;955002-00;Kassenbeleg-V1;Beleg^0.00_2.55_1.45_0.00_0.00^4.00:Bar;18;112;2026-07-10T18:41:04.000Z;2026-07-10T18:41:05.000Z;ecdsa-plain-SHA256;unixTime;x;y',
      { amount: '4.00', date: '2026-07-10', currency: 'EUR' },
    ],
    [
      'an Austrian till',
      '_R1-AT0_DEMO-CASH-BOX_83468_2026-11-25T19:20:11_4,73_10,00_0,00_0,00_0,00_YXs_20f_0_x==_y==',
      { amount: '14.73', date: '2026-11-25', reference: '83468' },
    ],
    [
      'a Portuguese invoice',
      'A:123456789*B:999999990*C:PT*D:FT*E:N*F:20260131*G:FT AB2026/0035*H:CSDF7T5H0035*I1:PT*I7:100.00*I8:23.00*N:23.00*O:123.00*Q:TPXZ*R:9999',
      { amount: '123.00', tax: '23.00', date: '2026-01-31', taxNumber: 'PT123456789', reference: 'FT AB2026/0035' },
    ],
    [
      'a Spanish invoice',
      'https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=89890001K&numserie=12345678-G33&fecha=01-09-2026&importe=241.4',
      { amount: '241.40', date: '2026-09-01', taxNumber: '89890001K', reference: '12345678-G33' },
    ],
  ])('%s is read', (_, text, expected) => expect(documentCode(text)).toMatchObject(expected));

  test.each([
    ['a link to a shop', 'https://shop.example/survey?importe=12'],
    ['an account whose check digits are wrong', epc.replace('DE71', 'DE72')],
    ['half a code', 'V0;955002-00;Kassenbeleg-V1'],
    ['nothing', ''],
  ])('%s tells nothing', (_, text) => expect(documentCode(text)).toBeNull());
});

describe('a reading with a code', () => {
  const found = (value: string, confidence: number) => ({
    ...{ value, confidence, source: 'ocr' as const, place: null, alternatives: [] },
  });
  const read = (fields: Reading['fields']): Reading => ({
    ...{ version: 1, fields, taxes: [], lines: [], linesWithTax: null, linesOff: null, warnings: [] },
  });
  const said = (fields: Reading['fields'], ownNames: string[] = []) => {
    const code = documentCode(epc);
    return withCodes(read(fields), code ? [code] : [], { ownNames });
  };

  test('what is missing or unsure comes from the code, and what was read stays beside it', () => {
    const { fields, warnings } = said({ total: found('179.00', 0.5) });
    expect(fields.supplierIban).toMatchObject({ value: 'DE71110220330123456789', source: 'code' });
    expect([fields.total?.value, fields.total?.alternatives.map(({ value }) => value)]).toEqual(['119.00', ['179.00']]);
    expect([fields.supplierName?.value, warnings]).toEqual(['Harbour Print GmbH', []]);
  });

  test('what print and code agree on is sure', () =>
    expect(said({ total: found('119.00', 0.4), number: found('HP-20417', 0.4) }).fields).toMatchObject({
      total: { value: '119.00', confidence: 0.99, source: 'ocr' },
      number: { confidence: 0.99 },
    }));

  test('where print is sure and says something else, the print stays and a person is told', () => {
    const { fields, warnings } = said({ supplierIban: found('DE02120300000000202051', 0.99) });
    expect(fields.supplierIban?.value).toBe('DE02120300000000202051');
    expect(warnings).toMatchObject([{ code: 'differsFromCode', field: 'supplierIban' }]);
  });

  test('a code that asks for what is due is no other total', () => {
    const { fields, warnings } = said({ total: found('219.00', 0.99), due: found('119.00', 0.8) });
    expect([fields.total?.value, warnings]).toEqual(['219.00', []]);
  });

  test('our own name in a code is no supplier', () =>
    expect(said({}, ['Harbour Print GmbH']).fields.supplierName).toBeUndefined());
});
