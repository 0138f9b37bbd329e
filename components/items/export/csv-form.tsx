'use client';

import { Select } from '#components/ui/select.tsx';
import type { CsvForm } from '#lib/domain/export/export-form.ts';

const separators = [
  { id: 'comma', label: 'Comma' },
  { id: 'semicolon', label: 'Semicolon' },
  { id: 'tab', label: 'Tab' },
] as const;
const marks = [
  { id: 'point', label: '1234.50' },
  { id: 'comma', label: '1234,50' },
] as const;
const encodings = [
  { id: 'utf8', label: 'UTF-8' },
  { id: 'utf16', label: 'UTF-16' },
  { id: 'windows', label: 'Windows (1252)', description: 'For old programs. Letters that it lacks become “?”.' },
] as const;

/** How a CSV file is written, for programs that want it otherwise. */
export function CsvFormFields({ form, onChange }: { form: CsvForm; onChange: (form: CsvForm) => void }) {
  return (
    <div className="grid gap-2 sm:grid-cols-3">
      <Select
        label="Between columns"
        value={form.separator}
        options={separators}
        onChange={(separator) => onChange({ ...form, separator })}
      />
      <Select
        label="Numbers"
        value={form.decimalMark}
        options={marks}
        onChange={(decimalMark) => onChange({ ...form, decimalMark })}
      />
      <Select
        label="Letters"
        value={form.encoding}
        options={encodings}
        onChange={(encoding) => onChange({ ...form, encoding })}
      />
    </div>
  );
}
