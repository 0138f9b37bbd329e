import type { Place, ReadWord } from '#lib/domain/extraction/reading.ts';

/** A word of a document, and the row that it stands in. */
export type PickedWord = { row: readonly ReadWord[]; index: number };

/** A place to be lit; brought into view when the cursor is in its field. */
export type LitPlace = { place: Place; isHere: boolean };
