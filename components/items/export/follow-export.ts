import { toast } from '#components/ui/toast-queue.ts';
import { exportPath } from '#lib/domain/paths.ts';
import { failure } from '#lib/domain/result.ts';
import type { ExportRow } from '#lib/inbox/export/list-exports.ts';
import type { ExportHandlers } from './export-types.ts';

/** Between two looks. */
const LOOK_EVERY_MS = 1_000;

/** Fetches the file of an export, through a link, so that the page stays. */
export function fetchExport(slug: string, exportId: string): void {
  const link = document.createElement('a');
  link.href = exportPath(slug, exportId);
  link.download = '';
  link.click();
}

/** Ends with the export, or with `signal`; a connection that breaks off is waited for. */
export async function followExport(
  first: ExportRow,
  look: ExportHandlers['look'],
  onChange: (row: ExportRow) => void,
): Promise<ExportRow | null> {
  let row = first;
  while (row.state === 'RUNNING') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const answer = await look({ exportId: row.id }).catch(() => failure('offline', ''));
    if (answer.ok) {
      row = answer.value;
      onChange(row);
    } else if (answer.error.code !== 'offline') return null;
  }
  return row;
}

/** Tells how one has ended that nobody looks at. */
export function tellOfEnd(slug: string, { id, state, problem, items }: ExportRow): void {
  if (state === 'DONE') {
    toast({
      title: `The file of ${items === 1 ? '1 item' : `${items} items`} is ready`,
      tone: 'success',
      action: { label: 'Download', onPress: () => fetchExport(slug, id) },
    });
  } else if (state === 'FAILED') {
    toast({ title: 'The file could not be made', ...(problem && { description: problem }), tone: 'danger' });
  }
}
