import type { CalendarDate } from '../calendar-date.ts';
import type { Lists, Organisation } from '../lists.ts';
import type { WrittenForm } from '../number-form.ts';
import type { Workspace } from '../paths.ts';

/** What an item's coding is judged by, and how what is found is put into words. */
export type Circumstances = {
  workspace: Workspace;
  lists: Lists;
  /** Null while nothing is connected. */
  organisation: Organisation | null;
  today: CalendarDate;
  /** The form of the numbers in what is said. */
  numbers: WrittenForm;
};
