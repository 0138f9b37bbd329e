import type { Entity } from '../../storage/table.ts';
import type { AccountClass } from '../accounts/record.ts';

export interface TaxComponent {
  Name: string;
  Rate: number;
  IsCompound: boolean;
  IsNonRecoverable: boolean;
}

/** A tax rate. The id is its tax type, such as `INPUT2`. */
export interface TaxRate extends Entity {
  name: string;
  status: 'ACTIVE' | 'DELETED' | 'ARCHIVED' | 'PENDING';
  reportTaxType: string;
  components: TaxComponent[];
  /** Percentages. The effective rate is what a line is charged; a reverse charge shows 20 and charges 0. */
  displayRate: number;
  effectiveRate: number;
  canApplyTo: Record<AccountClass, boolean>;
  /** Rates that Xero made cannot be changed. */
  isSystem: boolean;
  updatedAt: number;
}
