import { classesIn } from '../account.ts';
import type { Lists } from '../lists.ts';
import { otherWorkspace, type Workspace } from '../paths.ts';
import { mayCarry } from '../tax.ts';
import type { Coding } from './coding.ts';
import { itemTypesIn } from './item-types.ts';

type Coded = { accountId: string | null; taxRateId: string | null };

/**
 * What of a coding changes when its item is moved to a workspace; all the rest is kept. The contact stays, who is a
 * customer where it was a supplier. A category that only the former workspace is coded to is emptied, and a tax rate that
 * what is left of the coding may not carry. What may not be charged on is charged on to nobody.
 */
export function changesOnMove(
  coding: Coding,
  to: Workspace,
  lists: Pick<Lists, 'accounts' | 'taxRates'>,
): Partial<Coding> {
  const [usual] = classesIn[to];
  const [foreign] = classesIn[otherWorkspace[to]];
  const moved = ({ accountId, taxRateId }: Coded): Coded => {
    const account = accountId === null ? undefined : lists.accounts.get(accountId);
    const rate = taxRateId === null ? undefined : lists.taxRates.get(taxRateId);
    const isForeign = account?.class === foreign;
    const of = account && !isForeign ? account : { class: usual };
    return {
      accountId: isForeign ? null : accountId,
      taxRateId: rate && !mayCarry(of, rate) ? null : taxRateId,
    };
  };
  const { accountId, taxRateId } = moved(coding);
  const lines = coding.lines.map((line) => ({
    ...line,
    ...moved(line),
    ...(to === 'SALES' && { rebillableContactId: null }),
  }));
  return {
    ...(accountId !== coding.accountId && { accountId }),
    ...(taxRateId !== coding.taxRateId && { taxRateId }),
    ...(!itemTypesIn[to].includes(coding.type) && { type: 'RECEIPT' }),
    ...(lines.some((line, index) => isOther(line, coding.lines[index])) && { lines }),
  };
}

type Line = Coding['lines'][number];

const lost = ['accountId', 'taxRateId', 'rebillableContactId'] as const satisfies readonly (keyof Line)[];

const isOther = (line: Line, was: Line | undefined) => lost.some((field) => line[field] !== was?.[field]);

/** What a move has emptied of an item or of its lines. */
export type Emptied = 'category' | 'taxRate' | 'rebilledTo';

/** Told of the values before and after a move: only those fields that changed are in either. */
export function emptiedBy(before: Partial<Coding>, after: Partial<Coding>): Emptied[] {
  const parts = [
    { was: before, is: after },
    ...(before.lines ?? []).map((was, index) => ({ was, is: after.lines?.[index] ?? {} })),
  ] as { was: Partial<Line>; is: Partial<Line> }[];
  const names = { accountId: 'category', taxRateId: 'taxRate', rebillableContactId: 'rebilledTo' } as const;
  return lost
    .filter((field) => parts.some(({ was, is }) => (was[field] ?? null) !== null && is[field] === null))
    .map((field) => names[field]);
}
