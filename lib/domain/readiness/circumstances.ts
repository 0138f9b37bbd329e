import type { CalendarDate } from '../calendar-date.ts';
import type { Lists, Organisation } from '../lists.ts';
import type { Workspace } from '../paths.ts';

/** What an item's coding is judged by. */
export type Circumstances = {
  workspace: Workspace;
  lists: Lists;
  /** Null while nothing is connected. */
  organisation: Organisation | null;
  today: CalendarDate;
};
