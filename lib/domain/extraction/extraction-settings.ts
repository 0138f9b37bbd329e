import { type ReadLinesChoice, readLinesChoices } from './read-lines.ts';
import { sureChoices } from './unsure-fields.ts';

export { readLinesChoices, sureChoices };

/** How a business has its documents read. */
export type ExtractionSettings = {
  readsDocuments: boolean;
  readsLines: ReadLinesChoice;
  /** Whether the tax that documents say is entered, or their totals alone. */
  readsTax: boolean;
  /** Per cent that date, total and supplier have to be sure for nobody to be asked; above 100 somebody always is. */
  sureFrom: number;
};

export const readLinesNames: Record<ReadLinesChoice, string> = {
  NEVER: 'Never',
  RATES_DIFFER: 'Where a document is taxed at several rates',
  ALWAYS: 'Always',
};

export const sureName = (sureFrom: number) => (sureFrom > 100 ? 'Never' : `From ${sureFrom}% sure`);

/** In words, for the log of the business. */
export function extractionText({ readsDocuments, readsLines, readsTax, sureFrom }: ExtractionSettings): string {
  if (!readsDocuments) return 'off';
  return `on; tax: ${readsTax ? 'entered' : 'left out'}; lines: ${readLinesNames[readsLines].toLowerCase()}; ready by itself: ${sureName(sureFrom).toLowerCase()}`;
}
