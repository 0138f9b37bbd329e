import type { Coding, CodingLine } from './coding/coding.ts';
import { changeLine, linesInMode } from './coding/line-items.ts';
import type { Provenance } from './coding/provenance.ts';
import type { Lists } from './lists.ts';
import type { Workspace } from './paths.ts';
import { suggestedRate, type TaxSettings } from './tax-settings.ts';

/** A coding with the sources of its values, and of those of its lines by their ids. */
export type SourcedCoding = {
  workspace: Workspace;
  coding: Coding;
  sources: Provenance;
  lineSources: ReadonlyMap<string, Provenance>;
};

/**
 * What new tax settings make of an item that was coded by the former ones; null where nothing. What a person decided
 * stays, and so does a rate that none of the former settings brought. `lists` are told with the former settings.
 */
export function changesByTaxSettings(
  { workspace, coding, sources, lineSources }: SourcedCoding,
  lists: Lists,
  settings: TaxSettings,
): Partial<Coding> | null {
  const next = { ...lists, tax: settings };
  const isModeFree = !sources.taxMode?.isLocked;
  if (!settings.isRegistered) return isModeFree && coding.taxMode !== 'NONE' ? { taxMode: 'NONE' } : null;
  const isTaxBack = !lists.tax.isRegistered && coding.taxMode === 'NONE' && isModeFree;
  if (coding.taxMode === 'NONE' && !isTaxBack) return null;
  const taxMode = isTaxBack ? 'INCLUSIVE' : coding.taxMode;

  /** The rate that a part gets; null where it keeps its own. */
  const rateOf = (part: Pick<CodingLine, 'accountId' | 'taxRateId'>, source: Provenance): string | null => {
    const former = suggestedRate(part, coding, workspace, lists)?.rate.id;
    const suggested = suggestedRate(part, coding, workspace, next)?.rate.id ?? null;
    const isFree = !source.taxRateId?.isLocked && (part.taxRateId === null || part.taxRateId === former);
    return isFree && suggested !== part.taxRateId ? suggested : null;
  };
  const mode = isTaxBack ? ({ taxMode } as const) : {};
  if (coding.lines.length === 0) {
    const taxRateId = rateOf(coding, sources);
    return taxRateId === null && !isTaxBack ? null : { ...mode, ...(taxRateId !== null && { taxRateId }) };
  }
  const { amountDigits: digits, unitDigits } = lists.rules;
  const pricing = { taxMode, rates: lists.taxRates, digits, unitDigits };
  const former = isTaxBack ? linesInMode(coding, coding.taxMode, pricing) : coding.lines;
  const lines = former.map((line) => {
    const taxRateId = rateOf(line, lineSources.get(line.id) ?? {});
    return taxRateId === null ? line : changeLine(line, { taxRateId }, pricing);
  });
  return lines.some((line, index) => line !== coding.lines[index]) ? { ...mode, lines } : null;
}
