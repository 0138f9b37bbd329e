import { exportsPath } from '../paths.ts';

/** Where a scheduled export is set up, and where one is looked at. */
export const scheduledExportPaths = (slug: string) => ({
  new: `${exportsPath(slug)}/scheduled/new`,
  one: (id: string) => `${exportsPath(slug)}/scheduled/${id}`,
});
