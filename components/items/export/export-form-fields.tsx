'use client';

import { RadioGroup } from '#components/ui/radio-group.tsx';
import { tooMuch } from '#lib/domain/export/export-state.ts';
import type { ColumnSet } from '#lib/inbox/export/export-column-sets.ts';
import { ColumnPicker } from './column-picker.tsx';
import { CsvFormFields } from './csv-form.tsx';
import type { ExportFacts, ExportHandlers } from './export-types.ts';
import { type FileKind, type FormParts, fileKinds, formOf } from './form-parts.ts';

/** Which file, and what is in it. */
export function ExportFormFields({
  facts: { preview, choices },
  parts,
  onChange,
  save,
  onSaved,
}: {
  facts: ExportFacts;
  parts: FormParts;
  onChange: (parts: FormParts) => void;
  save: ExportHandlers['saveColumns'];
  onSaved: (set: ColumnSet) => void;
}) {
  return (
    <>
      <RadioGroup<FileKind>
        label="File"
        value={parts.kind}
        onChange={(kind) => onChange({ ...parts, kind })}
        choices={fileKinds.map((choice) => {
          const refusal = tooMuch(formOf({ ...parts, kind: choice.value }), preview);
          return { ...choice, isDisabled: refusal !== null, description: refusal ?? choice.description };
        })}
      />
      {parts.kind !== 'SUMMARY' && parts.kind !== 'PDF' && (
        <ColumnPicker
          choices={choices}
          picked={parts.columns}
          onPick={(columns) => onChange({ ...parts, columns })}
          {...{ save, onSaved }}
        />
      )}
      {parts.kind === 'CSV' && <CsvFormFields form={parts.csv} onChange={(csv) => onChange({ ...parts, csv })} />}
    </>
  );
}
