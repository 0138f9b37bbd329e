import type { ApiCall } from '../api/context.ts';
import { messageDate } from '../api/dates.ts';

/** Why a document may not be posted on this date. Advisers may post in a locked period, but in no locked year. */
export function lockDateProblem({ organisation, role }: ApiCall, date: string): string | undefined {
  const { endOfYearLockDate, periodLockDate } = organisation;
  if (endOfYearLockDate && date <= endOfYearLockDate) {
    return `The document date cannot be before the end of year lock date, currently set at ${messageDate(endOfYearLockDate)}`;
  }
  if (periodLockDate && date <= periodLockDate && role !== 'FINANCIALADVISER') {
    return `The document date cannot be before the period lock date, currently set at ${messageDate(periodLockDate)}`;
  }
  return undefined;
}

/** Why a posted document of this date may not be changed any more. */
export function lockedDocumentProblem({ organisation, role }: ApiCall, date: string): string | undefined {
  const { endOfYearLockDate, periodLockDate } = organisation;
  if (endOfYearLockDate && date <= endOfYearLockDate) {
    return 'The document cannot be edited as it is currently dated before the end of year lock date';
  }
  if (periodLockDate && date <= periodLockDate && role !== 'FINANCIALADVISER') {
    return 'The document cannot be edited as it is currently dated before the period lock date';
  }
  return undefined;
}
