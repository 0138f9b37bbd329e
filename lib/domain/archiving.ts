/** What takes an item of a business to the archive by itself. By hand it gets there either way. */
export type Archiving = {
  /** As soon as the books have it; otherwise it stays in the inbox as published. */
  archivesPublished: boolean;
  /** With each export, unless whoever exports says otherwise. */
  archivesExported: boolean;
};

/** In words, for the log of the business. */
export function archivingText({ archivesPublished, archivesExported }: Archiving): string {
  if (archivesPublished) return archivesExported ? 'publishing and export' : 'publishing';
  return archivesExported ? 'export' : 'nothing by itself';
}
