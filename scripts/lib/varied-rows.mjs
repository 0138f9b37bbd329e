/** Rows as tills and printers set them, and the sums below what was sold. */

export const two = (part) => String(part).padStart(2, '0');

/** `text` in the middle: it begins where the letters of a till leave as much on either side. */
export const centre = (text, size = 10, bold = false) => ({
  cells: [{ text, centred: true, size, bold }],
  height: Math.max(15, size * 1.4),
});
export const left = (text) => ({ cells: [{ text, at: 0.06 }] });
export const pair = (one, other, bold = false) => ({
  cells: [
    { text: one, at: 0.06, bold },
    { text: other, at: 0.94, right: true, bold },
  ],
});
export const spaced = (height) => ({ cells: [], height });
export const rule = (chance) =>
  chance.of([left('-'.repeat(34)), left('='.repeat(34)), { line: true, height: 10 }, spaced(10)]);

/** Money as one till or printer writes all of it. */
export function moneyForm(chance, place) {
  const sign = chance.is(0.45) ? place.sign : '';
  const isGrouped = chance.is(0.7);
  return (cents) => `${sign}${amount(cents, place, isGrouped)}`;
}

export function amount(cents, { decimal, thousands }, isGrouped = true) {
  const whole = Math.floor(Math.abs(cents) / 100);
  const grouped = isGrouped ? String(whole).replace(/\B(?=(\d{3})+$)/g, thousands) : String(whole);
  return `${cents < 0 ? '-' : ''}${grouped}${decimal}${two(Math.abs(cents) % 100)}`;
}

const dayForms = [
  'd/m/y',
  'd/m/y',
  'd/m/yy',
  'd.m.y',
  'd-m-y',
  'd Mon y',
  'd Month y',
  'd-Mon-yy',
  'Day d Mon y',
  'dMonyy',
  'Mon d, y',
  'y-m-d',
];
const monthForms = ['m/d/y', 'm/d/y', 'm/d/yy', 'Mon d, y', 'Month d, y', 'Mon d y', 'y-m-d', 'Day, Mon d, y'];
const otherForms = ['y-m-d', 'y/m/d', 'Mon d, y', 'd Mon y', 'd-Mon-y', 'Month d, y'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day in one of the forms of its country; without a month in letters only where its order is the country's. */
export function writtenDay(chance, place, { y, m, d }, given) {
  const form =
    given ?? chance.of(place.dates ?? (place.isMonthFirst ? monthForms : place.isDayFirst ? dayForms : otherForms));
  const month = place.months[m - 1];
  const isUpper = chance.is(0.3);
  const day = days[new Date(Date.UTC(y, m - 1, d)).getUTCDay()];
  const text = form.replace(/Month|Mon|Day|yy|y|m|(?<![a-z])d(?![a-z])|d(?=Mon)/g, (part) => {
    if (part === 'Month') return month;
    if (part === 'Mon') return month.slice(0, 3);
    if (part === 'Day') return day;
    if (part === 'yy') return two(y % 100);
    if (part === 'y') return String(y);
    return part === 'm'
      ? two(m)
      : form.includes('Mon') && !form.startsWith('dMon') && chance.is(0.5)
        ? String(d)
        : two(d);
  });
  return isUpper ? text.toUpperCase() : text;
}

/**
 * From what was sold to what was paid: what is taken off, service, tax in its country's way, rounding of cash, tender and
 * change. Gives the rows, the lines with what belongs to them, and the truth of the sums.
 */
export function summary(chance, place, { money }, sold, { isTable, isMarket }) {
  const rows = [];
  const lines = [...sold];
  let sum = lines.reduce((all, { total }) => all + total, 0);
  const isCash = chance.is(0.35);
  if (chance.is(0.35)) rows.push(pair(chance.of(['Subtotal', 'SUBTOTAL', 'Sub Total', 'Sub-total']), money(sum)));
  else if (!place.isGross) rows.push(pair('Subtotal', money(sum)));
  if (isMarket && chance.is(0.4)) rows.push(left(`${sold.length} ITEMS`));
  if (isTable && place.isGross && chance.is(0.35)) {
    const service = Math.round((sum * (place.code === 'SG' ? 10 : 12.5)) / 100);
    rows.push(pair(`${place.tip} ${place.code === 'SG' ? '10' : '12.5'}%`, money(service)));
    lines.push({ description: place.tip, quantity: 1, total: service, rate: 0 });
    sum += service;
  }
  const rateOf = ({ rate }) => place.rates[rate] ?? place.rates[0];
  const groups = new Map();
  for (const line of lines) groups.set(rateOf(line), (groups.get(rateOf(line)) ?? 0) + line.total);
  let tax = 0;
  const taxRows = [];
  if (place.isGross) {
    const taxed = [...groups].map(([rate, gross]) => ({ rate, gross, tax: Math.round((gross * rate) / (100 + rate)) }));
    tax = taxed.reduce((all, each) => all + each.tax, 0);
    taxRows.push(...grossTaxes(chance, place, money, taxed, tax));
  } else {
    const pairOfTaxes = place.pairs && chance.is(0.5) ? chance.of(place.pairs) : null;
    const parts = pairOfTaxes
      ? [
          [pairOfTaxes[0], pairOfTaxes[1]],
          [pairOfTaxes[2], pairOfTaxes[3]],
        ]
      : [
          [
            chance.of([
              `${place.tax} ${place.rates[0]}%`,
              place.tax,
              `${place.tax} (${place.rates[0]}%)`,
              place.code === 'US' ? 'Sales Tax' : place.tax,
            ]),
            place.rates[0],
          ],
        ];
    for (const [words, rate] of parts) {
      const part = Math.round((sum * rate) / 100);
      tax += part;
      rows.push(pair(words, money(part)));
    }
    sum += tax;
  }
  let total = sum;
  const isTipped = isTable && !place.isGross && !isCash && chance.is(0.4);
  if (isTipped) {
    const tip = Math.round((sum * chance.of([15, 18, 20])) / 100);
    rows.push(pair('Total before tip', money(sum)), pair('Tip', money(tip)));
    lines.push({ description: 'Tip', quantity: 1, total: tip, rate: 0 });
    total += tip;
  }
  const rounded = isCash && place.cashRounding ? Math.round(total / place.cashRounding) * place.cashRounding : total;
  rows.push(
    pair(
      chance.of(['TOTAL', 'Total', 'TOTAL DUE', 'Amount due', `TOTAL ${place.currency}`, 'Grand Total', 'BALANCE DUE']),
      money(total),
      chance.is(0.7),
    ),
  );
  if (chance.is(0.5) && place.isGross) rows.push(...taxRows.splice(0));
  const isRounded = rounded !== total;
  if (isRounded) {
    rows.push(
      pair(chance.of(['Rounding', 'Cash rounding']), money(rounded - total)),
      pair(chance.of(['Total after rounding', 'Rounded total']), money(rounded)),
    );
    lines.push({ description: 'Rounding', quantity: 1, total: rounded - total, rate: 0 });
  }
  if (isCash) {
    const cash = Math.ceil((rounded + 1) / 500) * 500;
    rows.push(
      pair(chance.of(['Cash', 'CASH TENDERED', 'Tendered', 'Cash tender']), money(cash)),
      pair(chance.of(['Change', 'CHANGE DUE', 'Change given']), money(cash - rounded)),
    );
  } else rows.push(pair(chance.of(place.cards), money(rounded)));
  rows.push(...taxRows);
  if (isMarket && chance.is(0.3)) rows.push(pair('YOU SAVED', money(chance.between(20, 900))));
  if (isTable && place.code === 'US' && !isTipped && chance.is(0.5)) {
    rows.push(
      centre('Suggested gratuity'),
      ...[15, 18, 20].map((share) => left(`${share}% = ${money(Math.round((sum * share) / 100))}`)),
    );
  }
  const isTaxPrinted = !place.isGross || taxRows.isPrinted !== false;
  return { rows, lines, total: rounded, tax, isTaxPrinted };
}

function grossTaxes(chance, place, money, taxed, tax) {
  const { tax: name } = place;
  const form = chance.of(
    taxed.length > 1 ? ['table', 'table', 'lines', 'one'] : ['one', 'one', 'table', 'lines', 'net'],
  );
  if (form === 'table') {
    return [
      { cells: [cell('Rate', 0.06), cell('Net', 0.5, true), cell(name, 0.72, true), cell('Gross', 0.94, true)] },
      ...taxed.map(({ rate, gross, tax: own }) => ({
        cells: [
          cell(`${rate}%`, 0.06),
          cell(money(gross - own), 0.5, true),
          cell(money(own), 0.72, true),
          cell(money(gross), 0.94, true),
        ],
      })),
    ];
  }
  if (form === 'lines')
    return taxed.map(({ rate, gross, tax: own }) =>
      pair(chance.is(0.5) ? `${name} ${rate}%` : `${name} @ ${rate}% on ${money(gross - own)}`, money(own)),
    );
  if (form === 'net') {
    const gross = taxed.reduce((all, each) => all + each.gross, 0);
    return [pair(`Net excl ${name}`, money(gross - tax)), pair(name, money(tax))];
  }
  return [
    pair(chance.of([`${name} included`, `Total includes ${name} of`, `Incl. ${name}`, `Total ${name}`]), money(tax)),
  ];
}

const cell = (text, at, right = false) => ({ text, at, right });
