import { type CalendarDate, formatDate } from './calendar-date.ts';

/** How a person reads and types dates. With the month's name a date means the same to everybody: sentences have it always. */
export const dateForms = ['named', 'dayFirst', 'monthFirst', 'yearFirst'] as const;
export type DateForm = (typeof dateForms)[number];

/** The date as it stands in fields and tables. */
export function showDate(date: CalendarDate, form: DateForm): string {
  const [year = '', month = '', day = ''] = date.split('-');
  switch (form) {
    case 'named':
      return formatDate(date);
    case 'dayFirst':
      return `${day}/${month}/${year}`;
    case 'monthFirst':
      return `${month}/${day}/${year}`;
    case 'yearFirst':
      return date;
  }
}
