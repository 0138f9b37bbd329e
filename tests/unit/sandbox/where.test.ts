import { describe, expect, test } from 'vitest';
import { compileWhere } from '#tests/sandbox/accounting/where/compile.ts';
import { compileOrder } from '#tests/sandbox/accounting/where/order.ts';
import {
  boolean,
  date,
  decimal,
  guid,
  type Properties,
  text,
  within,
} from '#tests/sandbox/accounting/where/properties.ts';

interface Thing {
  id: string;
  name: string;
  total: number;
  dueOn: string | undefined;
  isPaid: boolean;
}

const plain: Properties<Thing> = {
  ThingID: guid((thing) => thing.id),
  Name: text((thing) => thing.name),
  'Contact.Name': text((thing) => `of ${thing.name}`),
  Total: decimal((thing) => thing.total),
  DueDate: date((thing) => thing.dueOn),
  IsPaid: boolean((thing) => thing.isPaid),
};

/** A pear is made by an apple, as far as its properties go. */
const properties: Properties<Thing> = {
  ...plain,
  ...within('Maker', plain, (thing) => (thing.name === 'Pear' ? apple : undefined)),
};

const apple = {
  id: '0f3c2f3e-0000-4000-8000-00000000000a',
  name: 'Apple "Red"',
  total: 10,
  dueOn: '2026-01-31',
  isPaid: true,
};
const pear = { id: '0f3c2f3e-0000-4000-8000-00000000000b', name: 'Pear', total: -2.5, dueOn: undefined, isPaid: false };

function selected(where: string): string[] {
  return [apple, pear].filter(compileWhere(where, 'Thing', properties)).map((thing) => thing.name.split(' ')[0] ?? '');
}

describe('a where', () => {
  test.each([
    ['Name == "pear"', ['Pear']],
    ['Name = "PEAR"', ['Pear']],
    ['Name != "Pear"', ['Apple']],
    ['Name == "Apple \\"Red\\""', ['Apple']],
    ['name.contains("red")', ['Apple']],
    ['Contact.Name.StartsWith("of a")', ['Apple']],
    ['Contact.Name == "of Pear"', ['Pear']],
    ['Total > 0', ['Apple']],
    ['Total == -2.5', ['Pear']],
    ['DueDate == DateTime(2026, 01, 31)', ['Apple']],
    ['DueDate >= DateTime.Parse("2026-01-01") AND DueDate < DateTime.Parse("2026-02-01")', ['Apple']],
    ['DueDate == null', ['Pear']],
    ['DueDate != null', ['Apple']],
    ['DueDate <> null', ['Apple']],
    ['null == DueDate', ['Pear']],
    ['Name.ToUpper() == "PEAR" OR Name.Trim().EndsWith("red\\"")', ['Apple', 'Pear']],
    ['DueDate.HasValue', ['Apple']],
    ['DueDate.Year == 2026 AND DueDate.Month == 1 AND DueDate.Day == 31', ['Apple']],
    ['Name.Length == 4', ['Pear']],
    ['Name.Equals("PEAR")', ['Pear']],
    ['DueDate.Value.Equals(DateTime(2026,1,31))', ['Apple']],
    ['string.IsNullOrEmpty(Name)', []],
    ['!String.IsNullOrWhiteSpace(Name)', ['Apple', 'Pear']],
    ['Total > 0m', ['Apple']],
    ['Maker.Contact.Name == "of Apple \\"Red\\""', ['Pear']],
    ['Maker.Name == null', ['Apple']],
    ['IsPaid', ['Apple']],
    ['!IsPaid', ['Pear']],
    ['not (IsPaid == true or Total > 100)', ['Pear']],
    ['ThingID == Guid("0F3C2F3E-0000-4000-8000-00000000000A")', ['Apple']],
    ['ThingID == "0f3c2f3e-0000-4000-8000-00000000000b"', ['Pear']],
    ['IsPaid == true && Total == 10 || Name == "Pear"', ['Apple', 'Pear']],
  ])('%s selects %j', (where, names) => {
    expect(selected(where)).toEqual(names);
  });

  test.each([
    ['Colour == "red"', "No property or field 'Colour' exists in type 'Thing'"],
    ['Total == "ten"', "Operator '==' incompatible with operand types 'Decimal?' and 'String'"],
    ['Name', "Expression of type 'Boolean' expected"],
    ['Name == "a" "b"', 'Syntax error'],
    ['DueDate > DateTime(2026, 2, 30)', 'un-representable DateTime'],
    ['DueDate > DateTime("x")', 'un-representable DateTime'],
    ['ThingID == Guid("xyz")', 'Guid should contain 32 digits'],
    ['string.Join(Name)', "No applicable method 'Join' exists in type 'String'"],
    ['Name == #', 'Syntax error at position 7'],
    ['Name.constructor("a")', "No applicable method 'constructor' exists in type 'String'"],
    ['Name.__proto__("a")', "No applicable method '__proto__' exists in type 'String'"],
    ['Total.Contains("1")', "No applicable method 'Contains' exists in type 'Decimal'"],
  ])('%s is refused: %s', (where, message) => {
    expect(() => selected(where)).toThrow(message);
  });
});

test.each([
  ['Total', ['Pear', 'Apple']],
  ['Total DESC', ['Apple', 'Pear']],
  ['IsPaid ASC, Name DESC', ['Pear', 'Apple']],
  ['DueDate', ['Pear', 'Apple']],
])('order by %s gives %j', (order, names) => {
  const sorted = [apple, pear].sort(compileOrder(order, 'Thing', properties));
  expect(sorted.map((thing) => thing.name.split(' ')[0])).toEqual(names);
});

test.each([
  ['Colour', "No property or field 'Colour' exists in type 'Thing'"],
  ['Name SIDEWAYS', 'Syntax error'],
])('order by %s is refused: %s', (order, message) => {
  expect(() => compileOrder(order, 'Thing', properties)).toThrow(message);
});
