/** The colours of flags, by the words they are called with. */
export const flagColours = ['red', 'orange', 'yellow', 'green', 'blue', 'grey'] as const;
export type FlagColour = (typeof flagColours)[number];

/** Flags in use that a business can have: more are not told apart at a glance. */
export const MAX_FLAGS = 12;

/** A mark of the business's own, as an item shows it. */
export type ItemFlag = { id: string; name: string; colour: FlagColour };

/** Rows outlive the code that wrote them. */
export const flagColour = (stored: string): FlagColour => flagColours.find((colour) => colour === stored) ?? 'grey';
