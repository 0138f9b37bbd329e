/** `/Date(1573755038314+0000)/`, as fields have it. */
export function msDate(instant: number): string {
  return `/Date(${instant}+0000)/`;
}

/** A calendar date as Xero writes it: midnight UTC. */
export function msCalendarDate(date: string): string {
  return msDate(Date.parse(`${date}T00:00:00Z`));
}

/** `2026-09-14T00:00:00` */
export function dateString(date: string): string {
  return `${date}T00:00:00`;
}

/** `2026-09-14T09:29:59` in UTC. */
export function instantString(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}

/** `30-Nov-2018`, as messages have it. */
export function messageDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1]}-${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The calendar date of an instant in a time zone. */
export function dateIn(ianaTimeZone: string, instant: number): string {
  let format = formats.get(ianaTimeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: ianaTimeZone, dateStyle: 'short' });
    formats.set(ianaTimeZone, format);
  }
  return format.format(instant);
}

/** Making one takes longer than the rest of a call. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a text is a date that exists, such as 2024-02-29. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
