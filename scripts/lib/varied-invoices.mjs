/**
 * Invoices in many forms: where the sender stands, how its data is set, which columns its lines have, what is added and
 * taken off, in the words of twelve countries. Amounts are counted in cents.
 */
import { goods, nameOf } from './varied-places.mjs';
import { amount, spaced, two, writtenDay } from './varied-rows.mjs';

const english = {
  invoice: ['INVOICE', 'Invoice', 'TAX INVOICE', 'Tax Invoice'],
  number: ['Invoice No', 'Invoice Number', 'Invoice #', 'Invoice no.', 'Inv No', 'Number'],
  date: ['Invoice Date', 'Date', 'Date of issue', 'Tax point', 'Issued'],
  due: ['Due Date', 'Payment due', 'Due', 'Pay by'],
  to: ['Bill To', 'Invoice to', 'Billed to', 'Customer', 'To'],
  heads: [
    ['', 'Description', 'Qty', 'Unit price', 'Amount'],
    ['Item', 'Description', 'Quantity', 'Price', 'Total'],
    ['Code', 'Details', 'Hours', 'Rate', 'Line total'],
    ['', 'Service', 'Qty', 'Unit cost', 'Net'],
  ],
  net: ['Subtotal', 'Sub Total', 'Net total', 'Total net'],
  total: ['Total', 'Invoice total', 'Total due', 'TOTAL', 'Amount due', 'Grand total'],
  thanks: 'Thank you for your business.',
};

export function variedInvoice(chance, place) {
  const words = place.words ?? {
    ...english,
    taxRow: (rate, net) => [
      `${place.tax === 'Tax' ? 'Sales tax' : place.tax} ${rate}%`,
      `${place.tax} @ ${rate}%`,
      `${place.tax} (${rate}% on ${net})`,
    ],
    currency: [place.sign, place.sign, place.currency, ''],
  };
  const digits = (count) => Array.from({ length: count }, () => chance.between(1, 9)).join('');
  const sign = chance.of(words.currency);
  const isBehind = place.decimal === ',' && chance.is(0.7);
  const money = (cents) =>
    sign === ''
      ? amount(cents, place)
      : isBehind
        ? `${amount(cents, place)} ${sign}`
        : `${sign}${sign.length > 1 ? ' ' : ''}${amount(cents, place)}`;
  const plain = chance.is(0.6) ? (cents) => amount(cents, place) : money;
  const name = `${nameOf(chance, 'firm')} ${chance.of(place.forms)}`.trim();
  const day = { y: chance.between(2022, 2026), m: chance.between(1, 12), d: chance.between(1, 28) };
  const dueDay = { ...day, y: day.m === 12 ? day.y + 1 : day.y, m: (day.m % 12) + 1 };
  const dateForm = chance.of(
    place.dates ??
      (place.isMonthFirst
        ? ['m/d/y', 'Mon d, y', 'Month d, y']
        : place.isDayFirst
          ? ['d/m/y', 'd Mon y', 'd Month y', 'd.m.y', 'd-Mon-y']
          : ['y-m-d', 'Mon d, y']),
  );
  const on = (one) => writtenDay(chance, place, one, dateForm);
  const number = chance.of([
    `INV-${digits(4)}`,
    digits(5),
    `${day.y}-${digits(3)}`,
    `${day.y}/${digits(4)}`,
    `SI${digits(6)}`,
    `${digits(2)}.${digits(4)}`,
  ]);
  const facts = { chance, place, words, digits, money, plain, name, number, date: on(day), due: on(dueDay) };
  const table = tableOf(facts);
  return {
    kind: 'invoice',
    form: 'invoice',
    rows: [...headOf(facts), ...table.rows, ...footOf(facts)],
    headAgain: table.head,
    label: {
      supplier: name,
      date: `${day.y}-${two(day.m)}-${two(day.d)}`,
      total: table.total / 100,
      tax: table.tax / 100,
      currency: place.currency,
      number,
      lines: table.lines.map(({ description, quantity, total }) => ({ description, quantity, total: total / 100 })),
      _meta: { source: 'generated', country: place.code, form: 'invoice' },
    },
  };
}

const at = (text, where, more = {}) => ({ text, at: where, ...more });
const row = (...cells) => ({ cells });

function headOf({ chance, place, words, digits, name, number, date, due }) {
  const address = chance.of(place.addresses).split('|');
  const tax = place.taxNumber?.(digits);
  const site = `${name
    .toLowerCase()
    .replace(/\s(gmbh.*|ltd|limited|pty.*|pte.*|inc\.|llc|b\.v\.|sarl|sas|s\..*)$/i, '')
    .replace(/[^a-z0-9]/g, '')}.${place.site}`;
  const meta = [
    [chance.of(words.number), number],
    [chance.of(words.date), date],
    ...(chance.is(0.6) ? [[chance.of(words.due), due]] : []),
    ...(chance.is(0.3) && !place.words ? [[chance.of(['PO Number', 'Your ref', 'Order no']), `PO${digits(4)}`]] : []),
  ];
  const buyer = ['Gull Accounting Partners', '7 Shore Lane', chance.of(['Plymouth PL1 2AB', 'Bergen', 'Harbour City'])];
  const title = chance.of(words.invoice);
  const contact = chance.of([[`info@${site}`], [`www.${site}`], [], []]);
  const isLogo = chance.is(0.3);
  // The name, drawn or written, on one side or in the middle.
  const right = { right: true };
  const nameRows = isLogo
    ? [
        {
          logo: name.replace(/\s(GmbH.*|Ltd|Limited|Pty.*|Pte.*|PTE.*|Inc\.|LLC|B\.V\.|SARL|SAS|S\..*)$/, ''),
          height: 40,
          side: chance.of(['left', 'right']),
        },
      ]
    : [];
  const sender = [
    ...(isLogo && chance.is(0.5) ? [] : [name]),
    ...address,
    ...(tax && chance.is(0.6) ? [tax] : []),
    ...contact,
  ];
  const isTaxBelow = tax && !sender.includes(tax);
  const form = chance.of(['left', 'left', 'right', 'centre', 'line']);
  const pairs = (where, wide) =>
    meta.map(([label, value]) => [
      at(`${label}${chance.is(0.5) ? ':' : ''}`, where),
      at(value, where + wide, chance.is(0.5) ? right : {}),
    ]);
  const rows = [...nameRows];
  if (form === 'left') {
    const side = [
      [at(title, 0.92, { ...right, size: 18, bold: true })],
      ...pairs(0.62, 0.3).map(([label, value]) => [label, { ...value, at: 0.92, right: true }]),
    ];
    for (let index = 0; index < Math.max(sender.length, side.length); index++) {
      rows.push(
        row(
          ...(sender[index] ? [at(sender[index], 0.08, index === 0 ? { size: 13, bold: true } : {})] : []),
          ...(side[index] ?? []),
        ),
      );
    }
    rows.push(
      spaced(14),
      row(at(chance.of(words.to), 0.08, { bold: true })),
      ...buyer.map((line) => row(at(line, 0.08))),
      spaced(16),
    );
  } else if (form === 'right') {
    for (const [index, line] of sender.entries())
      rows.push(row(at(line, 0.92, { ...right, ...(index === 0 ? { size: 13, bold: true } : {}) })));
    rows.push(spaced(10));
    const side = meta.map(([label, value]) => [at(`${label}:`, 0.6), at(value, 0.92, right)]);
    // Addressed as a letter is, without a word that says so.
    const to = chance.is(0.5) ? buyer : [chance.of(words.to), ...buyer];
    for (let index = 0; index < Math.max(to.length, side.length); index++)
      rows.push(row(...(to[index] ? [at(to[index], 0.08)] : []), ...(side[index] ?? [])));
    rows.push(spaced(16), row(at(`${title}`, 0.08, { size: 16, bold: true })), spaced(8));
  } else if (form === 'centre') {
    for (const [index, line] of sender.entries())
      rows.push({
        cells: [{ text: line, centred: true, ...(index === 0 ? { size: 15, bold: true } : { size: 9 }) }],
        height: index === 0 ? 20 : 13,
      });
    rows.push({ line: true, height: 14 }, { cells: [{ text: title, centred: true, size: 14, bold: true }] }, spaced(8));
    // Labels in one row, their values below.
    const step = 0.84 / meta.length;
    rows.push(
      row(...meta.map(([label], index) => at(label, 0.08 + index * step, { bold: true }))),
      row(...meta.map(([, value], index) => at(value, 0.08 + index * step))),
      spaced(12),
    );
    rows.push(row(at(`${chance.of(words.to)}:`, 0.08)), ...buyer.map((line) => row(at(line, 0.08))), spaced(14));
  } else {
    // The sender in one small line above the window, as letters have it.
    rows.push(row(at(`${name} · ${address.join(' · ')}`, 0.08, { size: 7 })), spaced(4));
    rows.push(
      ...buyer.map((line) => row(at(line, 0.08))),
      spaced(18),
      row(at(`${title}`, 0.08, { size: 15, bold: true })),
    );
    rows.push(...meta.map(([label, value]) => row(at(`${label}:`, 0.08), at(value, 0.32))), spaced(14));
  }
  return isTaxBelow ? [...rows, row(at(tax, 0.08, { size: 8 })), spaced(6)] : rows;
}

/** The lines with their columns, and the sums below them. */
function tableOf({ chance, place, words, digits, money, plain }) {
  const names = place.goods ?? goods.work;
  const rates =
    place.rates.length > 1 && chance.is(0.35)
      ? place.rates.slice(0, 2)
      : [chance.of(place.code === 'US' ? place.rates : place.rates.slice(0, 1))];
  const [code, description, quantity, price, total] = chance.of(words.heads);
  const form = chance.of(['full', 'full', 'full', 'discount', 'taxed', 'short']);
  const isTaxed = form === 'taxed' || (rates.length > 1 && form !== 'short' && chance.is(0.7));
  const columns = [
    ...(code === '' ? [] : [{ head: code, where: 0.08 }]),
    { head: description, where: code === '' ? 0.08 : 0.17 },
    ...(form === 'short'
      ? []
      : [
          { head: quantity, where: 0.56, right: true },
          { head: price, where: 0.68, right: true },
        ]),
    ...(form === 'discount' && !place.words ? [{ head: 'Disc %', where: 0.75, right: true }] : []),
    ...(isTaxed ? [{ head: `${place.tax} %`, where: 0.81, right: true }] : []),
    { head: total, where: 0.92, right: true },
  ];
  const head = row(
    ...columns.map((column) => at(column.head, column.where, { bold: true, right: column.right ?? false })),
  );
  const rows = [head, ...(chance.is(0.5) ? [{ line: true, height: 8 }] : [])];
  const count = chance.is(0.12) ? chance.between(18, 34) : chance.between(1, 9);
  const lines = Array.from({ length: count }, (_, index) => {
    const many =
      form === 'short' ? 1 : chance.is(0.2) ? chance.between(1, 19) / 2 : chance.is(0.5) ? 1 : chance.between(2, 40);
    const each = chance.between(350, 48_000);
    const off = form === 'discount' && !place.words && chance.is(0.4) ? chance.of([5, 10, 15]) : 0;
    const sum = Math.round((many * each * (100 - off)) / 100);
    const rate = chance.of(rates);
    const name = chance.of(names);
    const cells = columns.map((column) => {
      const value =
        column.head === code && code !== ''
          ? /(pos|nr|item)/i.test(code)
            ? String(index + 1)
            : `A${digits(3)}`
          : column.head === description
            ? name
            : column.head === quantity
              ? String(many).replace('.', place.decimal)
              : column.head === price
                ? plain(each)
                : column.head === total
                  ? plain(sum)
                  : column.head === 'Disc %'
                    ? off
                      ? `${off}%`
                      : ''
                    : `${String(rate).replace('.', place.decimal)}${chance.is(0.5) ? '%' : ''}`;
      return at(value, column.where, { right: column.right ?? false });
    });
    rows.push(row(...cells.filter(({ text }) => text !== '')));
    if (chance.is(0.12))
      rows.push(
        row(
          at(
            chance.of(['as agreed by phone', 'Ref. 2214/B', 'incl. travel']),
            columns.find((column) => column.head === description)?.where ?? 0.08,
            { size: 8 },
          ),
        ),
      );
    return { description: name, quantity: many, total: sum, rate };
  });
  rows.push(spaced(12));
  const sums = (label, text, bold = false) => row(at(label, 0.58, { bold }), at(text, 0.92, { right: true, bold }));
  const shipping = !place.words && chance.is(0.12) ? chance.between(500, 2_500) : 0;
  const net = lines.reduce((all, line) => all + line.total, 0) + shipping;
  if (shipping) {
    rows.push(sums('Delivery', money(shipping)));
    lines.push({ description: 'Delivery', quantity: 1, total: shipping, rate: rates[0] });
  }
  rows.push(sums(chance.of(words.net), money(net)));
  let tax = 0;
  for (const rate of rates) {
    const base = lines.filter((line) => line.rate === rate).reduce((all, line) => all + line.total, 0);
    if (base === 0) continue;
    const part = Math.round((base * rate) / 100);
    tax += part;
    rows.push(sums(chance.of(words.taxRow(String(rate).replace('.', place.decimal), money(base))), money(part)));
  }
  const total_ = net + tax;
  rows.push(sums(chance.of(words.total), money(total_), true));
  if (!place.words && chance.is(0.15)) {
    const deposit = Math.round(total_ * 0.25);
    rows.push(
      sums(chance.of(['Deposit paid', 'Less payments received', 'Amount paid']), `-${money(deposit)}`),
      sums('Balance due', money(total_ - deposit), true),
    );
  }
  return { rows, head, lines, total: total_, tax };
}

function footOf({ chance, place, words, name, digits }) {
  const bank = place.words
    ? `IBAN ${place.code}${digits(2)} ${digits(4)} ${digits(4)} ${digits(4)} ${digits(4)} ${digits(2)}`
    : `Bank: ${chance.of(['Harbour Bank', 'First Coast'])}  ${place.code === 'GB' ? `Sort code ${digits(2)}-${digits(2)}-${digits(2)}  ` : ''}Account ${digits(8)}`;
  return [
    spaced(20),
    ...(chance.is(0.6) ? [row(at(bank, 0.08, { size: 8 }))] : []),
    ...(chance.is(0.5) ? [row(at(words.thanks, 0.08))] : []),
    // Who drew the name as a picture writes it here.
    { foot: `${name} · ${chance.of(place.addresses).split('|').join(', ')}` },
  ];
}
