import type { Books } from '../books.ts';

/** Why a document cannot have a theme of this id; one without a theme is fine. */
export function themeProblem({ brandingThemes }: Books, id: string | undefined): string | undefined {
  return !id || brandingThemes.get(id) ? undefined : 'BrandingTheme could not be found';
}

/** The theme of sales documents that name none. */
export function defaultTheme({ brandingThemes }: Books): string | undefined {
  return brandingThemes.all().sort((a, b) => a.sortOrder - b.sortOrder)[0]?.id;
}
