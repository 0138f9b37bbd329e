/** Whoever makes a file or reads one back in, and says nothing for so long, has died. */
export const SILENT_SECONDS = 90;
