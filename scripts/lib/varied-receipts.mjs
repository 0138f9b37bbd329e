/**
 * Receipts in many forms: shops, supermarkets, restaurants, fuel, taxis, hotels and parking, with what stands on real ones
 * beside the values: discounts, tips, cash and change, deposits, loyalty numbers, slips of card terminals, dates of other
 * things. Amounts are counted in cents.
 */
import { goods, nameOf } from './varied-places.mjs';
import { centre, left, moneyForm, pair, rule, spaced, summary, two, writtenDay } from './varied-rows.mjs';

const kinds = ['shop', 'shop', 'market', 'market', 'restaurant', 'restaurant', 'fuel', 'hotel', 'taxi', 'parking'];

export function variedReceipt(chance, place) {
  const kind = chance.of(kinds);
  const paper = paperOf(chance, place, kind);
  const { body, lines, sums } = bodies[kind](chance, place, paper);
  const label = {
    supplier: paper.isNameless ? null : paper.name,
    date: paper.isoDate,
    total: sums.total / 100,
    tax: sums.isTaxPrinted ? sums.tax / 100 : null,
    currency: place.currency,
    number: paper.isNumberSure ? paper.number : null,
    lines: lines.map(({ total, ...line }) => ({ ...line, total: total / 100 })),
    _meta: { source: 'generated', country: place.code, form: kind },
  };
  return {
    kind: 'receipt',
    form: kind,
    rows: [...head(chance, place, paper), ...body, ...foot(chance, place, paper)],
    label,
  };
}

/** What all parts of one receipt share: who, when, how its till prints. */
function paperOf(chance, place, kind) {
  const name = nameOf(chance, kind);
  const digits = (count) => Array.from({ length: count }, () => chance.between(1, 9)).join('');
  const day = { y: chance.between(2022, 2026), m: chance.between(1, 12), d: chance.between(1, 28) };
  const dated = writtenDay(chance, place, day);
  const time = `${two(chance.between(6, 22))}:${two(chance.between(0, 59))}${chance.is(0.3) ? `:${two(chance.between(0, 59))}` : ''}`;
  return {
    kind,
    name,
    digits,
    day,
    dated,
    time,
    isoDate: `${day.y}-${two(day.m)}-${two(day.d)}`,
    isUpper: chance.is(0.45),
    money: moneyForm(chance, place),
    number: chance.of([digits(4), digits(6), `${digits(2)}-${digits(5)}`, `R${digits(5)}`]),
    isNumberSure: false,
    isNameless: chance.is(0.04),
    font: chance.of(['Courier', 'Courier', 'Courier', 'Helvetica']),
  };
}

function head(chance, place, paper) {
  const { name, digits, number, isNameless } = paper;
  const cased = (text) => (paper.isUpper ? text.toUpperCase() : text);
  const legal = `${name.replace(/\s(Kitchen|Mart|Foods)$/, '')} ${chance.of(place.forms)}`.trim();
  const style = chance.of(['plain', 'plain', 'large', 'block', 'spaced', 'script', 'mark']);
  const titles = {
    plain: [centre(cased(name), 12, true)],
    large: name.length < 16 ? [spaced(8), centre(name, 20, true), spaced(10)] : [centre(name, 14, true)],
    block: [{ logo: name, height: 34 }],
    spaced:
      name.length < 14 ? [centre(name.toUpperCase().split('').join(' '), 11, true)] : [centre(cased(name), 12, true)],
    script: [{ ...centre(name, 17), font: 'Times-BoldItalic', height: 26 }],
    mark: [{ mark: name.slice(0, 1), height: 40 }, centre(cased(name), 12, true)],
  };
  const address = chance
    .of(place.addresses)
    .split('|')
    .map((line) => centre(cased(line)));
  const taxNumber = place.taxNumber && chance.is(0.75) ? [centre(place.taxNumber(digits))] : [];
  const phone = chance.is(0.7) ? [centre(chance.of(place.phones))] : [];
  const site =
    chance.is(0.25) && !isNameless ? [centre(`www.${name.toLowerCase().replace(/[^a-z0-9]/g, '')}.${place.site}`)] : [];
  paper.isNumberSure = chance.is(0.4);
  const numberRow = paper.isNumberSure
    ? [
        left(
          `${chance.of(['Receipt No', 'Receipt #', 'Invoice No', 'Tax Invoice No', 'Receipt Number'])}${chance.of([': ', ' ', ' : '])}${number}`,
        ),
      ]
    : [pair(`Till ${chance.between(1, 12)}`, `Trans ${digits(4)}`)];
  const served = chance.is(0.5)
    ? [left(chance.of(['Served by: Alex', 'Cashier: MIA', 'Operator 14 JO', 'Your server today was Sam']))]
    : [];
  const dateRow = chance.is(0.55) ? dateRows(chance, paper) : [];
  paper.isDateAbove = dateRow.length > 0;
  const words = chance.is(0.35)
    ? [centre(chance.of(['TAX INVOICE', 'RECEIPT', 'SALES RECEIPT', 'Customer Copy', '*** COPY ***']))]
    : [];
  return [
    ...(isNameless ? [] : titles[style]),
    // Some print the name of the company below that of the shop.
    ...(!isNameless && chance.is(0.12) && legal !== name ? [centre(`T/A ${legal}`)] : []),
    ...address,
    ...phone,
    ...(chance.is(0.5) ? [...site, ...taxNumber] : [...taxNumber, ...site]),
    ...words,
    spaced(8),
    ...numberRow,
    ...dateRow,
    ...served,
    rule(chance),
  ];
}

function dateRows(chance, { dated, time }) {
  return chance.of([
    [pair(dated, time)],
    [left(`${dated} ${time}`)],
    [left(`Date: ${dated}`), left(`Time: ${time}`)],
    [pair('DATE', dated)],
    [centre(`${dated}  ${time}`)],
    [left(`Date/Time ${dated} ${time}`)],
  ]);
}

function foot(chance, place, paper) {
  const { digits } = paper;
  const later = { ...paper.day, m: (paper.day.m % 12) + 1 };
  const card = chance.of(place.cards);
  const slip = [
    rule(chance),
    left(`MERCHANT ID: ***${digits(5)}`),
    left(`TID: ${digits(8)}`),
    left(`AID: A00000000${digits(5)}`),
    pair(card, chance.of([`************${digits(4)}`, `XXXX XXXX XXXX ${digits(4)}`, `...${digits(4)}`])),
    pair('AUTH CODE', digits(6)),
    ...(chance.is(0.5) ? [centre('NO CARDHOLDER VERIFICATION')] : []),
  ];
  const others = chance.is(0.3)
    ? [centre(`Return within 28 days, until ${writtenDay(chance, place, later)}`)]
    : chance.is(0.3)
      ? [left(`Loyalty card ${digits(4)} **** ${digits(4)}`), pair('Points earned', String(chance.between(3, 400)))]
      : [];
  return [
    ...(chance.is(0.4) && paper.kind !== 'parking' ? slip : []),
    ...others,
    spaced(6),
    ...(paper.isDateAbove ? [] : dateRows(chance, paper)),
    ...(chance.is(0.25) ? [{ bars: digits(12), height: 30 }] : []),
    centre(
      chance.of([
        'Thank you',
        'THANK YOU FOR SHOPPING WITH US',
        'Please come again',
        'Have a nice day!',
        'Please retain for your records',
      ]),
    ),
  ];
}

const cents = (chance, least, most) => chance.between(least, most);
const taxIn = (gross, rate) => Math.round((gross * rate) / (100 + rate));
const taxOn = (net, rate) => Math.round((net * rate) / 100);

const bodies = {
  shop: (chance, place, paper) =>
    goodsBody(chance, place, paper, { goods: goods.shop, least: 1, most: 8, prices: [60, 8_900] }),
  market: (chance, place, paper) =>
    goodsBody(
      chance,
      place,
      { ...paper, isUpper: true },
      { goods: goods.market, least: 3, most: 18, prices: [35, 1_400], isMarket: true },
    ),
  restaurant: (chance, place, paper) =>
    goodsBody(chance, place, paper, {
      goods: goods.restaurant,
      least: 1,
      most: 9,
      prices: [250, 3_400],
      isTable: true,
    }),
  fuel: fuelBody,
  hotel: hotelBody,
  taxi: taxiBody,
  parking: parkingBody,
};

/** Goods one below the other, in the form of one till, then what is taken off, added, and paid. */
function goodsBody(chance, place, paper, { goods: names, least, most, prices, isMarket = false, isTable = false }) {
  const { money, digits } = paper;
  const cased = (text) => (paper.isUpper ? text.toUpperCase() : text);
  const form = chance.of(
    isTable ? ['before', 'before', 'plain'] : ['plain', 'plain', 'code', 'below', 'columns', 'each'],
  );
  const flags =
    isMarket || chance.is(0.3)
      ? chance.of([
          ['A', 'B', 'C'],
          ['*', ' ', '#'],
          ['T', ' ', 'N'],
          ['V', 'Z', 'R'],
        ])
      : null;
  const rates = isTable ? [place.rates[0]] : place.rates;
  const shares = rates.map((_, index) => (index === 0 ? 0.65 : 0.35 / Math.max(1, rates.length - 1)));
  const lines = [];
  const rows = [];
  if (isTable) rows.push(pair(`Table ${chance.between(1, 40)}`, `Covers ${chance.between(1, 6)}`), spaced(6));
  if (form === 'columns')
    rows.push({
      ...columnsRow([
        ['Item', 0.06],
        ['Qty', 0.55, true],
        ['Price', 0.75, true],
        ['Amount', 0.94, true],
      ]),
    });
  for (let count = chance.between(least, most); count > 0; count--) {
    const rate = rates.length === 1 ? 0 : pick(chance, shares);
    const name = chance.of(names);
    const flag = flags ? ` ${flags[Math.min(rate, 2)] ?? ' '}` : '';
    const at = (amount) => `${money(amount)}${flag}`;
    if (isMarket && chance.is(0.15)) {
      const grams = chance.between(150, 2_400);
      const perKg = cents(chance, 99, 2_400);
      const total = Math.round((grams * perKg) / 1_000);
      rows.push(
        ...(chance.is(0.5)
          ? [left(cased(name)), pair(`  ${(grams / 1_000).toFixed(3)} kg @ ${money(perKg)}/kg`, at(total))]
          : [pair(cased(name), at(total)), left(`  ${(grams / 1_000).toFixed(3)}kg x ${money(perKg)}/kg`)]),
      );
      lines.push({ description: name, quantity: grams / 1_000, total, rate });
      continue;
    }
    const quantity = chance.is(0.72) ? 1 : chance.between(2, 6);
    const price = cents(chance, ...prices);
    const total = quantity * price;
    rows.push(...lineRows(form, { name: cased(name), quantity, price, total, at, money, digits, chance }));
    lines.push({ description: name, quantity, total, rate });
    if (chance.is(0.1) && total > 300) {
      const off = -Math.max(5, Math.round((total * chance.between(10, 40)) / 100));
      const words = chance.of(['Discount', 'MULTIBUY SAVING', 'Staff disc 10%', 'Promo', 'Less discount', 'Coupon']);
      rows.push(pair(`  ${cased(words)}`, chance.of([`-${money(-off)}`, `${money(-off)}-`])));
      lines.push({ description: words, quantity: 1, total: off, rate });
    }
  }
  rows.push(rule(chance));
  const sums = summary(chance, place, paper, lines, { isTable, isMarket });
  return { body: [...rows, ...sums.rows], lines: sums.lines.map(({ rate: _, ...line }) => line), sums };
}

function lineRows(form, { name, quantity, price, total, at, money, digits, chance }) {
  switch (form) {
    case 'before':
      return [pair(`${quantity} ${chance.is(0.3) ? 'x ' : ''}${name}`, at(total))];
    case 'code':
      return quantity === 1
        ? [pair(`${digits(6)} ${name.slice(0, 18)}`, at(total))]
        : [left(`${digits(6)} ${name.slice(0, 22)}`), pair(`   ${quantity} @ ${money(price)}`, at(total))];
    case 'below':
      return [left(name), pair(`  ${quantity} x ${money(price)}`, at(total))];
    case 'columns':
      return [
        columnsRow([
          [name.slice(0, 17), 0.06],
          [String(quantity), 0.55, true],
          [money(price), 0.75, true],
          [at(total), 0.94, true],
        ]),
      ];
    case 'each':
      return quantity === 1
        ? [pair(name, at(total))]
        : [pair(`${name.slice(0, 20)} x${quantity}`, at(total)), left(`   (${money(price)} each)`)];
    default:
      return quantity === 1 ? [pair(name, at(total))] : [pair(`${quantity} ${name}`, at(total))];
  }
}

const columnsRow = (cells) => ({ cells: cells.map(([text, at, right = false]) => ({ text, at, right })) });

function pick(chance, shares) {
  let left = chance.next();
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left <= 0) return index;
  }
  return 0;
}

function fuelBody(chance, place, paper) {
  const { money } = paper;
  const isUs = place.code === 'US';
  const milli = isUs ? chance.between(4_000, 19_000) : chance.between(12_000, 62_000);
  const price = isUs ? chance.between(2_899, 4_599) : chance.between(1_299, 2_099);
  const total = Math.round((milli * price) / 10_000);
  const unit = isUs ? 'GAL' : 'L';
  const grade = chance.of(
    isUs ? ['REGULAR', 'UNLEADED PLUS', 'DIESEL'] : ['Unleaded 95', 'Diesel', 'Premium 98', 'E10 Unleaded'],
  );
  const volume = (milli / 1_000).toFixed(isUs ? 3 : 2);
  const real = Math.round((Number(volume) * price) / 10);
  const gross = Math.abs(real - total) < 3 ? real : total;
  const perUnit = (price / 1_000).toFixed(3);
  const body = chance.of([
    [
      left(`PUMP # ${chance.between(1, 16)}`),
      pair(grade, ''),
      pair(`${unit === 'L' ? 'Litres' : 'GALLONS'}`, volume),
      pair(`PRICE/${unit}`, `${place.sign}${perUnit}`),
      pair('FUEL TOTAL', money(gross)),
    ],
    [
      pair(`Pump ${chance.between(1, 16)} ${grade}`, money(gross)),
      left(`  ${volume} ${unit} @ ${place.sign}${perUnit}/${unit}`),
    ],
    [
      columnsRow([
        ['Pump', 0.06],
        [unit === 'L' ? 'Litres' : 'Gallons', 0.5, true],
        ['Price', 0.72, true],
        ['Amount', 0.94, true],
      ]),
      columnsRow([
        [`${chance.between(1, 9)} ${grade.slice(0, 9)}`, 0.06],
        [volume, 0.5, true],
        [perUnit, 0.72, true],
        [money(gross), 0.94, true],
      ]),
    ],
  ]);
  const isTaxPrinted = place.isGross && chance.is(0.8);
  const tax = isTaxPrinted ? taxIn(gross, place.rates[0]) : 0;
  const rows = [
    ...body,
    rule(chance),
    pair(chance.of(['TOTAL', 'Total Sale', 'TOTAL DUE', `Total ${place.currency}`]), money(gross), true),
    ...(isTaxPrinted
      ? [
          pair(
            chance.of([
              `Incl ${place.tax} ${place.rates[0]}%`,
              `${place.tax} included`,
              `${place.tax} @ ${place.rates[0]}%`,
            ]),
            money(tax),
          ),
        ]
      : []),
    pair(chance.of(place.cards), money(gross)),
    ...(chance.is(0.3) ? [left(`ODOMETER ${chance.between(10_000, 90_000)}`)] : []),
  ];
  return {
    body: rows,
    lines: [{ description: grade, quantity: Number(volume), total: gross }],
    sums: { total: gross, tax, isTaxPrinted },
  };
}

/** What a stay came to, in columns of charges and credits, and nothing left to pay. */
function hotelBody(chance, place, paper) {
  const { money } = paper;
  const nights = chance.between(1, 4);
  const rate = cents(chance, 7_900, 26_000);
  const arrival = { ...paper.day, d: Math.max(1, paper.day.d - nights) };
  const on = (day) => writtenDay(chance, place, day, paper.dateForm);
  const charges = [];
  for (let night = 0; night < nights; night++)
    charges.push({
      day: { ...arrival, d: arrival.d + night },
      description: chance.of(['Room charge', 'Accommodation', 'Room 214']),
      total: rate,
    });
  if (chance.is(0.6)) charges.push({ day: paper.day, description: 'Breakfast', total: cents(chance, 900, 2_400) });
  if (chance.is(0.4))
    charges.push({
      day: paper.day,
      description: chance.of(['Minibar', 'Parking', 'Laundry']),
      total: cents(chance, 400, 2_800),
    });
  const sum = charges.reduce((all, { total }) => all + total, 0);
  const tax = place.isGross ? taxIn(sum, place.rates[0]) : taxOn(sum, place.rates[0]);
  const total = place.isGross ? sum : sum + tax;
  const deposit = chance.is(0.35) ? Math.round(total * 0.3) : 0;
  const rows = [
    pair('Guest', 'R. Winter'),
    pair('Arrival', on(arrival)),
    pair('Departure', on(paper.day)),
    pair('Room', String(chance.between(101, 640))),
    rule(chance),
    ...charges.map((charge) =>
      pair(
        `${two(charge.day.d)} ${place.months[charge.day.m - 1].slice(0, 3)} ${charge.description}`,
        money(charge.total),
      ),
    ),
    rule(chance),
    ...(place.isGross ? [] : [pair('Subtotal', money(sum)), pair(`${place.tax} ${place.rates[0]}%`, money(tax))]),
    pair(chance.of(['Total', 'TOTAL CHARGES', 'Total amount']), money(total), true),
    ...(place.isGross ? [pair(`${place.tax} ${place.rates[0]}% included`, money(tax))] : []),
    ...(deposit ? [pair('Deposit paid', `-${money(deposit)}`)] : []),
    pair(chance.of(place.cards), money(total - deposit)),
    pair('Balance', money(0)),
  ];
  return {
    body: rows,
    lines: charges.map(({ description, total: each }) => ({ description, quantity: 1, total: each })),
    sums: { total, tax, isTaxPrinted: true },
  };
}

function taxiBody(chance, place, paper) {
  const { money } = paper;
  const fare = cents(chance, 620, 7_800);
  const extras = [];
  if (chance.is(0.4))
    extras.push({ description: chance.of(['Extras', 'Airport fee', 'Booking fee']), total: cents(chance, 100, 600) });
  if (chance.is(0.3)) extras.push({ description: chance.of(['Tolls', 'Toll']), total: cents(chance, 150, 1_200) });
  if (chance.is(0.35)) extras.push({ description: 'Tip', total: cents(chance, 100, 900) });
  const lines = [{ description: 'Fare', total: fare }, ...extras];
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const isTaxPrinted = place.isGross && chance.is(0.5);
  const tax = isTaxPrinted ? taxIn(total, place.rates[0]) : 0;
  const rows = [
    pair('Cab no', `${chance.between(100, 9_999)}`),
    ...(chance.is(0.6)
      ? [
          pair('Trip', `${chance.between(2, 40)}.${chance.between(0, 9)} ${place.code === 'US' ? 'mi' : 'km'}`),
          pair('Start', '14:02'),
          pair('End', '14:31'),
        ]
      : []),
    ...lines.map(({ description, total: each }) => pair(description, money(each))),
    rule(chance),
    pair(chance.of(['TOTAL', 'Total', 'Total fare']), money(total), true),
    ...(isTaxPrinted ? [pair(`Includes ${place.tax}`, money(tax))] : []),
    pair(chance.of(['Cash', ...place.cards]), money(total)),
  ];
  return { body: rows, lines: lines.map((line) => ({ quantity: 1, ...line })), sums: { total, tax, isTaxPrinted } };
}

function parkingBody(chance, place, paper) {
  const { money } = paper;
  const total = cents(chance, 100, 4_200);
  const isTaxPrinted = place.isGross && chance.is(0.6);
  const tax = isTaxPrinted ? taxIn(total, place.rates[0]) : 0;
  const rows = [
    pair('Entry', `${paper.dated} 08:14`),
    pair('Exit', `${paper.dated} 12:40`),
    pair('Plate', `${paper.digits(2)} KLM ${paper.digits(1)}`),
    pair(chance.of(['Amount paid', 'TOTAL PAID', 'Fee', 'Total']), money(total), true),
    ...(isTaxPrinted
      ? [pair(chance.of([`${place.tax} included`, `incl. ${place.rates[0]}% ${place.tax}`]), money(tax))]
      : []),
  ];
  return { body: rows, lines: [], sums: { total, tax, isTaxPrinted } };
}
