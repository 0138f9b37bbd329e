import type { Entity } from '../../storage/table.ts';

/** What was done to a document or contact, by whom. */
export interface HistoryRecord extends Entity {
  ownerId: string;
  changes: string;
  details: string;
  user: string;
  at: number;
}
