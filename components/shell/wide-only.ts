/** Classes of what a narrow sidebar hides, and yet has read aloud. */
export const wideOnly = 'in-data-[sidebar=narrow]:md:sr-only';
