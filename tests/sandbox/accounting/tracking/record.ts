import type { Entity } from '../../storage/table.ts';

export interface TrackingOption {
  id: string;
  name: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
}

export interface TrackingCategory extends Entity {
  name: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
  options: TrackingOption[];
  /** The order in which an organisation has them: the first and the second tracking field. */
  position: number;
}
