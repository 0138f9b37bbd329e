import { isCalendarDate } from '../api/dates.ts';
import { unreadableQuery } from '../api/failures.ts';
import { isGuid } from '../api/reading.ts';
import type { Properties, Value, ValueType } from './properties.ts';
import { type Token, tokenise } from './tokens.ts';

type Type = ValueType | 'Null';

/** A part of an expression whose type is known before any entity is seen, so that errors do not depend on data. */
interface Term<T> {
  type: Type;
  of: (entity: T) => Value;
}

/** Compiles a `where` expression of Xero's API into a test. `typeName` is for messages: "exists in type 'Contact'". */
export function compileWhere<T>(
  expression: string,
  typeName: string,
  properties: Properties<T>,
): (entity: T) => boolean {
  const parser = new Parser(tokenise(expression), typeName, properties);
  const condition = parser.whole();
  return (entity) => condition.of(entity) === true;
}

const COMPARISONS: Record<string, (order: number) => boolean> = {
  '==': (order) => order === 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

const TEXT_TESTS = new Map<string, (text: string, part: string) => boolean>([
  ['contains', (text, part) => text.includes(part)],
  ['startswith', (text, part) => text.startsWith(part)],
  ['endswith', (text, part) => text.endsWith(part)],
]);

const PARTS_OF_DATES = new Map<string, (date: Date) => number>([
  ['year', (date) => date.getUTCFullYear()],
  ['month', (date) => date.getUTCMonth() + 1],
  ['day', (date) => date.getUTCDate()],
]);

const EMPTINESS = new Map<string, (text: string) => boolean>([
  ['isnullorempty', (text) => text === ''],
  ['isnullorwhitespace', (text) => text.trim() === ''],
]);

class Parser<T> {
  readonly #tokens: Token[];
  readonly #typeName: string;
  readonly #properties: Properties<T>;
  #position = 0;

  constructor(tokens: Token[], typeName: string, properties: Properties<T>) {
    this.#tokens = tokens;
    this.#typeName = typeName;
    this.#properties = properties;
  }

  whole(): Term<T> {
    const term = this.#or();
    if (this.#peek().kind !== 'end') throw unreadableQuery('Syntax error');
    if (term.type !== 'Boolean') throw unreadableQuery("Expression of type 'Boolean' expected");
    return term;
  }

  #or(): Term<T> {
    let left = this.#and();
    while (this.#takeWord('or') || this.#takeSymbol('||')) {
      const [a, b] = [left, this.#and()];
      left = { type: 'Boolean', of: (entity) => a.of(entity) === true || b.of(entity) === true };
    }
    return left;
  }

  #and(): Term<T> {
    let left = this.#not();
    while (this.#takeWord('and') || this.#takeSymbol('&&')) {
      const [a, b] = [left, this.#not()];
      left = { type: 'Boolean', of: (entity) => a.of(entity) === true && b.of(entity) === true };
    }
    return left;
  }

  #not(): Term<T> {
    if (this.#takeWord('not') || this.#takeSymbol('!')) {
      const inner = this.#not();
      return { type: 'Boolean', of: (entity) => inner.of(entity) !== true };
    }
    return this.#comparison();
  }

  #comparison(): Term<T> {
    const left = this.#value();
    const operator = this.#peek();
    const test = operator.kind === 'symbol' ? COMPARISONS[operator.text] : undefined;
    if (!test) return left;
    this.#position += 1;
    const right = this.#value();
    const type = commonType(left.type, right.type, operator.text);
    return {
      type: 'Boolean',
      of: (entity) => {
        const a = left.of(entity);
        const b = right.of(entity);
        if (a === null || b === null)
          return operator.text.startsWith('=')
            ? a === b
            : (operator.text === '!=' || operator.text === '<>') && a !== b;
        return test(compare(a, b, type));
      },
    };
  }

  #value(): Term<T> {
    const token = this.#next();
    if (token.kind === 'text') return this.#methods(constant('String', token.text));
    if (token.kind === 'number') return constant('Decimal', Number(token.text));
    if (token.kind === 'symbol' && token.text === '-') return constant('Decimal', -Number(this.#next().text));
    if (token.kind === 'symbol' && token.text === '(') {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (token.kind !== 'name') throw unreadableQuery('Expression expected');
    const word = token.text.toLowerCase();
    if (word === 'null') return constant('Null', null);
    if (word === 'true' || word === 'false') return constant('Boolean', word === 'true');
    if (word === 'guid') return constant('Guid', this.#guid());
    if (word === 'datetime') return constant('DateTime', this.#dateTime());
    if (word === 'string' && this.#peek().text === '.') return this.#textFunction();
    return this.#methods(this.#property(token.text));
  }

  #property(first: string): Term<T> {
    let name = first;
    const keys = Object.keys(this.#properties);
    const known = (candidate: string) => keys.find((key) => key.toLowerCase() === candidate.toLowerCase());
    const leadsOn = (candidate: string) =>
      keys.some((key) => `${key}.`.toLowerCase().startsWith(`${candidate}.`.toLowerCase()));
    // `Contact.Name` is one property; `Name.Contains("x")` a property and a method.
    while (this.#peek().text === '.' && this.#peek(2).text !== '(' && leadsOn(`${name}.${this.#peek(1).text}`)) {
      name = `${name}.${this.#peek(1).text}`;
      this.#position += 2;
    }
    const property = this.#properties[known(name) ?? ''];
    if (!property) throw unreadableQuery(`No property or field '${name}' exists in type '${this.#typeName}'`);
    return { type: property.type, of: (entity) => property.get(entity) ?? null };
  }

  #methods(start: Term<T>): Term<T> {
    let term = start;
    while (this.#takeSymbol('.')) term = this.#method(term, this.#next().text);
    return term;
  }

  #method(target: Term<T>, name: string): Term<T> {
    const method = name.toLowerCase();
    if (method === 'value') return target;
    if (method === 'hasvalue') return { type: 'Boolean', of: (entity) => target.of(entity) !== null };
    if (method === 'date' && target.type === 'DateTime') return target;
    const partOf = target.type === 'DateTime' ? PARTS_OF_DATES.get(method) : undefined;
    if (partOf)
      return { type: 'Decimal', of: (entity) => of(target.of(entity), (instant) => partOf(new Date(Number(instant)))) };
    if (method === 'length' && target.type === 'String') {
      return { type: 'Decimal', of: (entity) => of(target.of(entity), (value) => String(value).length) };
    }
    this.#expect('(');
    if (method === 'equals') {
      const other = this.#value();
      this.#expect(')');
      const type = commonType(target.type, other.type, '==');
      return { type: 'Boolean', of: (entity) => areEqual(target.of(entity), other.of(entity), type) };
    }
    if (['tolower', 'toupper', 'trim', 'tostring'].includes(method)) {
      this.#expect(')');
      // Text is compared without regard to case anyway.
      return { type: 'String', of: (entity) => asText(target.of(entity)) };
    }
    const test = TEXT_TESTS.get(method);
    if (!test || target.type !== 'String') {
      throw unreadableQuery(`No applicable method '${name}' exists in type '${target.type}'`);
    }
    const part = this.#value();
    this.#expect(')');
    return {
      type: 'Boolean',
      of: (entity) => {
        const text = asText(target.of(entity));
        return text !== null && test(text.toLowerCase(), (asText(part.of(entity)) ?? '').toLowerCase());
      },
    };
  }

  /** `string.IsNullOrEmpty(…)`, `string.IsNullOrWhiteSpace(…)` */
  #textFunction(): Term<T> {
    this.#expect('.');
    const name = this.#next().text;
    const isEmpty = EMPTINESS.get(name.toLowerCase());
    if (!isEmpty) throw unreadableQuery(`No applicable method '${name}' exists in type 'String'`);
    this.#expect('(');
    const value = this.#value();
    this.#expect(')');
    return { type: 'Boolean', of: (entity) => isEmpty(asText(value.of(entity)) ?? '') };
  }

  #guid(): string {
    this.#expect('(');
    const token = this.#next();
    this.#expect(')');
    if (!isGuid(token.text))
      throw unreadableQuery('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).');
    return token.text.toLowerCase();
  }

  /** `DateTime(2020,01,01)`, with or without a time, or `DateTime.Parse("2020-01-01")`. */
  #dateTime(): number {
    if (this.#takeSymbol('.')) {
      this.#next();
      this.#expect('(');
      const { text } = this.#next();
      this.#expect(')');
      const instant = Date.parse(/T|\s/.test(text) ? `${text.replace(/Z$/, '')}Z` : `${text}T00:00:00Z`);
      if (Number.isNaN(instant)) throw unreadableQuery('String was not recognized as a valid DateTime.');
      return instant;
    }
    this.#expect('(');
    const parts: number[] = [];
    do parts.push(Number(this.#next().text));
    while (this.#takeSymbol(','));
    this.#expect(')');
    const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
    const date = [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
      '-',
    );
    if (parts.some(Number.isNaN) || !isCalendarDate(date) || hour > 23 || minute > 59 || second > 59) {
      throw unreadableQuery('Year, Month, and Day parameters describe an un-representable DateTime.');
    }
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#position + ahead] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    const isThere = token.kind === 'name' && token.text.toLowerCase() === word;
    if (isThere) this.#position += 1;
    return isThere;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek();
    const isThere = token.kind === 'symbol' && token.text === symbol;
    if (isThere) this.#position += 1;
    return isThere;
  }

  #expect(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw unreadableQuery(`'${symbol}' expected`);
  }
}

/** A value made of another one; nothing is made of nothing. */
function of(value: Value, make: (value: Value) => Value): Value {
  return value === null ? null : make(value);
}

function areEqual(a: Value, b: Value, type: Type): boolean {
  return a === null || b === null ? a === b : compare(a, b, type) === 0;
}

function constant<T>(type: Type, value: Value): Term<T> {
  return { type, of: () => value };
}

function asText(value: Value): string | null {
  return value === null ? null : String(value);
}

/** Ids may be compared with text; everything else only with its own kind or null. */
function commonType(left: Type, right: Type, operator: string): Type {
  if (left === right || right === 'Null') return left;
  if (left === 'Null') return right;
  if ((left === 'Guid' && right === 'String') || (left === 'String' && right === 'Guid')) return 'String';
  const shown = (type: Type) => (type === 'String' ? type : `${type}?`);
  throw unreadableQuery(
    `Operator '${operator}' incompatible with operand types '${shown(left)}' and '${shown(right)}'`,
  );
}

function compare(a: Value, b: Value, type: Type): number {
  if (type === 'String' || type === 'Guid') {
    const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(a) - Number(b);
}
