import type { Entity } from '../../storage/table.ts';

/** A name for some contacts. */
export interface ContactGroup extends Entity {
  name: string;
  status: 'ACTIVE' | 'DELETED';
  contactIds: string[];
}
