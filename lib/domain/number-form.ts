/** How a person reads and types numbers, each form by an example. */
export const numberForms = {
  commaPoint: '1,234.56',
  pointComma: '1.234,56',
  spaceComma: '1\u00a0234,56',
  apostrophePoint: '1’234.56',
} as const;
export type NumberForm = keyof typeof numberForms;

export const numberFormNames = Object.keys(numberForms) as NumberForm[];

/** What stands between the thousands, and before the decimals. */
export function marksOf(form: NumberForm): { thousands: string; point: string } {
  const [, thousands = '', point = ''] = /^1(.)234(.)56$/.exec(numberForms[form]) ?? [];
  return { thousands, point };
}

/**
 * The form that a number in a sentence is written in. A sentence that is kept before it is known who reads it, as in the
 * history of an item, has its numbers `kept`: between marks that are not seen, to be put into each reader's form.
 */
export type WrittenForm = NumberForm | 'kept';

// What isolates a number from the writing direction around it, so that one that nobody has put into a form reads well too.
const BEGIN = '\u2066';
const END = '\u2069';
const keptNumber = new RegExp(`${BEGIN}(-?\\d+(?:\\.\\d+)?)${END}`, 'g');

/** A plain decimal such as `-1234.50`, as people read it, with all of its digits. */
export function writeNumber(decimal: string, form: WrittenForm): string {
  if (form === 'kept') return `${BEGIN}${decimal}${END}`;
  const { thousands, point } = marksOf(form);
  const [whole = '0', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** How many there are of something: `1,234`. */
export const writeCount = (count: number, form: WrittenForm) => writeNumber(String(count), form);

/** A kept sentence in its reader's form. What was kept before numbers were marked stays as it was written. */
export function inForm(text: string, form: WrittenForm): string {
  return form === 'kept' ? text : text.replace(keptNumber, (_, decimal: string) => writeNumber(decimal, form));
}

/**
 * The form that the language of a browser writes numbers in, by its `Accept-Language`. Of a language that has another,
 * one with its decimal mark; English where none is known.
 */
export function formOfLanguage(acceptLanguage: string | null): NumberForm {
  const [language = ''] = (acceptLanguage ?? '').split(/[,;]/, 1);
  try {
    const parts = new Intl.NumberFormat(language.trim()).formatToParts(1_234_567.5);
    const part = (type: 'group' | 'decimal') => parts.find((each) => each.type === type)?.value ?? '';
    const thousands = part('group').replace(/\s/u, '\u00a0').replace("'", '’');
    const written = `1${thousands}234${part('decimal')}56`;
    const exact = numberFormNames.find((form) => numberForms[form] === written);
    return exact ?? (part('decimal') === ',' ? 'spaceComma' : 'commaPoint');
  } catch {
    return 'commaPoint';
  }
}
