import type { Books } from '../books.ts';

export const NO_SUCH_THEME = 'BrandingTheme could not be found';

/** The theme of sales documents that name none. */
export function defaultTheme({ brandingThemes }: Books): string | undefined {
  return brandingThemes.all().sort((a, b) => a.sortOrder - b.sortOrder)[0]?.id;
}
