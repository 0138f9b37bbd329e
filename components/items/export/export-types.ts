import type { Result } from '#lib/domain/result.ts';
import type { ExportChoice, ExportStart } from '#lib/inbox/export/export-choice.ts';
import type { ColumnChoices } from '#lib/inbox/export/export-column-sets.ts';
import type { ExportRow } from '#lib/inbox/export/list-exports.ts';
import type { ExportPreview } from '#lib/inbox/export/start-export.ts';

export type ExportFacts = { preview: ExportPreview; choices: ColumnChoices };

export type NamedColumns = { setId: string | null; name: string; columns: string[]; perLine: boolean };

/** What the dialog asks of the server. */
export type ExportHandlers = {
  preview: (input: ExportChoice) => Promise<Result<ExportFacts>>;
  start: (input: ExportStart, tab?: string) => Promise<Result<{ row: ExportRow; archived: string[] }>>;
  /** How far it is. */
  look: (input: { exportId: string }) => Promise<Result<ExportRow>>;
  cancel: (input: { exportId: string }) => Promise<Result<null>>;
  /** Keeps columns under a name; gives their id. */
  saveColumns: (input: NamedColumns) => Promise<Result<string>>;
};
