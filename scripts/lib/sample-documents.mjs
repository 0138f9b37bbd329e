/** Seven countries, each with its tax, its money, and how it writes dates and addresses. */
const countries = [
  {
    code: 'GB',
    currency: 'GBP',
    sign: '£',
    tax: 'VAT',
    rates: [20, 5],
    dates: ['d/m/y', 'd Mon y', 'd-m-y'],
    towns: ['Leeds LS1 4AP', 'Bristol BS1 4AB', 'York YO1 7HH'],
    phone: '0113 496 0182',
    form: 'Ltd',
    isGross: true,
  },
  {
    code: 'IE',
    currency: 'EUR',
    sign: '€',
    tax: 'VAT',
    rates: [23, 13.5, 9],
    dates: ['d/m/y', 'd Mon y'],
    towns: ['Dublin 2, Ireland', 'Cork, Ireland', 'Galway, Ireland'],
    phone: '+353 1 555 0142',
    form: 'Ltd',
    isGross: true,
  },
  {
    code: 'AU',
    currency: 'AUD',
    sign: '$',
    tax: 'GST',
    rates: [10],
    dates: ['d/m/y', 'd Mon y'],
    towns: ['Newcastle NSW 2300', 'Geelong VIC 3220', 'Cairns QLD 4870'],
    phone: '(02) 5550 1420',
    form: 'Pty Ltd',
    extra: 'ABN 51 824 753 556',
    isGross: true,
  },
  {
    code: 'NZ',
    currency: 'NZD',
    sign: '$',
    tax: 'GST',
    rates: [15],
    dates: ['d/m/y', 'd Mon y'],
    towns: ['Nelson 7010, New Zealand', 'Dunedin 9016', 'Hamilton 3204, New Zealand'],
    phone: '+64 3 555 0142',
    form: 'Limited',
    extra: 'GST No 49-091-850',
    isGross: true,
  },
  {
    code: 'CA',
    currency: 'CAD',
    sign: '$',
    tax: 'HST',
    rates: [13, 15],
    dates: ['y-m-d', 'Mon d, y'],
    towns: ['Guelph, ON N1H 3A1', 'Halifax, NS B3J 1S9'],
    phone: '(519) 555-0142',
    form: 'Inc.',
    isGross: false,
  },
  {
    code: 'US',
    currency: 'USD',
    sign: '$',
    tax: 'TAX',
    rates: [8.25, 6.5, 7],
    dates: ['m/d/y', 'Mon d, y'],
    towns: ['Tucson, AZ 85701', 'Reno, NV 89501', 'Salem, OR 97301'],
    phone: '(520) 555-0142',
    form: 'LLC',
    isGross: false,
  },
  {
    code: 'SG',
    currency: 'SGD',
    sign: '$',
    tax: 'GST',
    rates: [9],
    dates: ['d/m/y', 'd Mon y'],
    towns: ['Singapore 069120', 'Singapore 238823'],
    phone: '+65 6555 0142',
    form: 'Pte Ltd',
    extra: 'GST Reg No M2-0012345-6',
    isGross: true,
  },
];

const first = [
  'Harbour',
  'Kerbside',
  'Blue Gum',
  'Foxglove',
  'Northgate',
  'Lantern',
  'Quarry',
  'Saltmarsh',
  'Pinecone',
  'Millrace',
  'Copper',
  'Juniper',
  'Cobble',
  'Osprey',
  'Thistle',
];
const trades = [
  'Hardware',
  'Grocer',
  'Cafe',
  'Bakery',
  'Stationers',
  'Pharmacy',
  'Bookshop',
  'Garden Centre',
  'Electrical',
  'Deli',
  'Motors',
  'Print Works',
];
const goods = [
  'Oat milk 1L',
  'Paper towel',
  'Flat white',
  'Garden hose 15m',
  'Ball pens 10pk',
  'Printer paper A4',
  'Paint brush 50mm',
  'Cheddar 400g',
  'Sourdough loaf',
  'LED lamp 9W',
  'Extension lead',
  'Tea bags 80',
  'Hand soap',
  'Notebook A5',
  'Masking tape',
  'Cordless drill',
  'Apple juice',
  'Wood screws 200',
  'Toner black',
  'Desk lamp',
];
const work = [
  'Site visit and survey',
  'Website maintenance',
  'Consulting services',
  'Printed leaflets A5',
  'Fitting of shelves',
  'Monthly bookkeeping',
  'Delivery of timber',
  'Replacement filters',
  'Training half day',
  'Window cleaning',
];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Rows to print, and the truth of them. Amounts are counted in cents. */
export function sampleDocument(chance, index) {
  const country = countries[index % countries.length];
  const kind = chance.is(0.65) ? 'receipt' : 'invoice';
  const rate = chance.of(country.rates);
  const isGross = country.isGross && kind === 'receipt';
  const lines = Array.from({ length: chance.between(1, kind === 'receipt' ? 9 : 6) }, () => lineOf(chance, kind));
  const sum = lines.reduce((all, { total }) => all + total, 0);
  const tax = isGross ? Math.round((sum * rate) / (100 + rate)) : Math.round((sum * rate) / 100);
  const total = isGross ? sum : sum + tax;
  const day = { y: chance.between(2023, 2026), m: chance.between(1, 12), d: chance.between(1, 28) };
  const name = `${chance.of(first)} ${chance.of(trades)}${kind === 'invoice' || chance.is(0.4) ? ` ${country.form}` : ''}`;
  const number = `${chance.of(['INV-', 'A', '', '20'])}${chance.between(10_000, 99_999)}`;
  const facts = {
    chance,
    country,
    rate,
    isGross,
    lines,
    sum,
    tax,
    total,
    name,
    number,
    date: written(day, chance.of(country.dates)),
  };
  const isNumbered = kind === 'invoice' || chance.is(0.4);
  return {
    kind,
    country: country.code,
    rows: kind === 'receipt' ? receiptRows({ ...facts, isNumbered }) : invoiceRows(facts),
    label: {
      supplier: name,
      date: `${day.y}-${two(day.m)}-${two(day.d)}`,
      total: total / 100,
      tax: tax / 100,
      currency: country.currency,
      number: isNumbered ? number : null,
      lines: lines.map(({ description, quantity, total: cents }) => ({ description, quantity, total: cents / 100 })),
      _meta: { source: 'generated', country: country.code },
    },
  };
}

function lineOf(chance, kind) {
  const quantity = chance.is(0.7) ? 1 : chance.between(2, 6);
  const price = kind === 'receipt' ? chance.between(45, 3_900) : chance.between(900, 60_000);
  return { description: chance.of(kind === 'receipt' ? goods : work), quantity, price, total: quantity * price };
}

const two = (part) => String(part).padStart(2, '0');
const money = (cents) => (cents / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });

function written({ y, m, d }, form) {
  const parts = { Mon: months[m - 1], y, m: two(m), d: two(d) };
  return form.replace(/Mon|[ymd]/g, (part) => parts[part]);
}

const middle = (text, size = 10, bold = false) => [{ text, at: 0.5 - (text.length * size * 0.3) / 260, size, bold }];
const pair = (left, right, bold = false) => [
  { text: left, at: 0.06, bold },
  { text: right, at: 0.94, right: true, bold },
];

function receiptRows({ chance, country, rate, isGross, lines, sum, tax, total, name, number, date, isNumbered }) {
  const sign = chance.is(0.5) ? country.sign : '';
  const isUpper = chance.is(0.5);
  const cased = (text) => (isUpper ? text.toUpperCase() : text);
  const time = `${two(chance.between(7, 21))}:${two(chance.between(0, 59))}`;
  const when = pair(chance.is(0.5) ? `Date ${date}` : date, time);
  const isCash = chance.is(0.4);
  const cash = Math.ceil(total / 1_000) * 1_000;
  const items = lines.flatMap(({ description, quantity, price, total: all }) => {
    if (quantity === 1) return [pair(cased(description), money(all))];
    return chance.is(0.5)
      ? [pair(cased(description), ''), pair(`  ${quantity} x ${money(price)}`, money(all))]
      : [pair(`${quantity} ${cased(description)}`, money(all))];
  });
  const taxRows = isGross
    ? [
        pair(
          chance.of([`${country.tax} ${rate}% included`, `Incl. ${country.tax}`, `${country.tax} (${rate}%)`]),
          sign + money(tax),
        ),
      ]
    : [pair(`${country.tax} ${rate}%`, sign + money(tax))];
  return [
    middle(cased(name), 12, true),
    middle(`${chance.between(1, 220)} ${chance.of(['High Street', 'Mill Road', 'Station Rd', 'Bay Street'])}`),
    middle(chance.of(country.towns)),
    middle(`Tel ${country.phone}`),
    ...(country.extra ? [middle(country.extra)] : []),
    [],
    ...(chance.is(0.5) ? [when] : []).concat(isNumbered ? [pair(`Receipt No: ${number}`, '')] : []),
    [],
    ...items,
    [{ text: '-'.repeat(36), at: 0.06 }],
    ...(isGross
      ? chance.is(0.4)
        ? [pair('Subtotal', sign + money(sum))]
        : []
      : [pair('Subtotal', sign + money(sum)), ...taxRows]),
    pair(chance.of(['TOTAL', 'Total', 'Total due', `TOTAL ${country.currency}`]), sign + money(total), true),
    ...(isGross ? taxRows : []),
    ...(isCash
      ? [pair('Cash', sign + money(cash)), pair('Change', sign + money(cash - total))]
      : [pair(chance.of(['VISA', 'Mastercard', 'Card']), sign + money(total)), pair('XXXX XXXX XXXX 4417', '')]),
    [],
    when,
    middle('Thank you'),
  ];
}

function invoiceRows({ chance, country, rate, lines, sum, tax, total, name, number, date }) {
  const sign = chance.is(0.7) ? country.sign : '';
  const columns = [0.08, 0.58, 0.75, 0.92];
  const [left, ...rights] = columns;
  const amounts = (label, text, bold = false) => [
    { text: label, at: 0.6, bold },
    { text, at: 0.92, right: true, bold },
  ];
  return [
    [
      { text: name, at: left, size: 16, bold: true },
      { text: chance.of(['INVOICE', 'TAX INVOICE', 'Invoice']), at: 0.92, right: true, size: 18 },
    ],
    [],
    [
      { text: `${chance.between(1, 90)} Mill Road`, at: left },
      { text: `Invoice No: ${number}`, at: 0.6 },
    ],
    [
      { text: chance.of(country.towns), at: left },
      { text: `${chance.of(['Invoice Date', 'Date'])}: ${date}`, at: 0.6 },
    ],
    [{ text: country.extra ?? country.phone, at: left }],
    [],
    [{ text: 'Bill to', at: left, bold: true }],
    [{ text: 'Gull Accounting Partners', at: left }],
    [{ text: '7 Shore Lane', at: left }],
    [],
    [],
    [
      { text: 'Description', at: left, bold: true },
      ...['Qty', 'Unit price', 'Amount'].map((text, index) => ({ text, at: rights[index], right: true, bold: true })),
    ],
    ...lines.map(({ description, quantity, price, total: all }) => [
      { text: description, at: left },
      ...[String(quantity), money(price), money(all)].map((text, index) => ({ text, at: rights[index], right: true })),
    ]),
    [],
    amounts('Subtotal', sign + money(sum)),
    amounts(`${country.tax === 'TAX' ? 'Sales tax' : country.tax} ${rate}%`, sign + money(tax)),
    amounts(chance.of(['Total', 'Total due', 'Amount due', `Total ${country.currency}`]), sign + money(total), true),
    [],
    [{ text: 'Payment within 30 days. Thank you for your business.', at: left }],
  ];
}
