import { type Coding, type CodingField, codingFields, specOf } from '#lib/domain/coding/coding.ts';
import { isSame } from '#lib/domain/coding/coding-changes.ts';
import type { LineField } from '#lib/domain/coding/line-fields.ts';
import { parseProvenance, type Source } from '#lib/domain/coding/provenance.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { inForm, type WrittenForm } from '#lib/domain/number-form.ts';

/** Where a value of an item comes from, in words; `ruleId` of one that a rule has set. */
export type ShownSource = {
  by: 'person' | 'rule' | 'document' | 'history' | 'books' | 'calculated';
  text: string;
  ruleId: string | null;
};
export type ShownSources = Partial<Record<CodingField, ShownSource>>;
/** By the ids of lines: of each value that something else than a person, a document or a sum has made. */
export type LineSources = Record<string, Partial<Record<LineField, ShownSource>>>;

/** Of each value that is there and whose source is known; what somebody emptied is not there. */
export function shownSources(stored: unknown, coding: Coding, numbers: WrittenForm): ShownSources {
  const sources = parseProvenance(stored);
  const shown: ShownSources = {};
  for (const field of codingFields) {
    const source = sources[field];
    if (source && !isSame(field, coding[field], specOf(field).empty)) shown[field] = shownSource(source, numbers);
  }
  return shown;
}

const markedInLines: ReadonlySet<ShownSource['by']> = new Set(['rule', 'history', 'books']);

export function lineSources(
  lines: readonly { id: string; provenance: unknown }[],
  coding: Pick<Coding, 'lines'>,
  numbers: WrittenForm,
): LineSources {
  const stored = new Map(lines.map(({ id, provenance }) => [id, provenance]));
  return Object.fromEntries(
    coding.lines.flatMap((line) => {
      const marked = Object.entries(parseProvenance(stored.get(line.id))).flatMap(([name, source]) => {
        const shown = shownSource(source, numbers);
        const isThere = line[name as LineField] !== null && line[name as LineField] !== undefined;
        return isThere && markedInLines.has(shown.by) ? [[name, shown] as const] : [];
      });
      return marked.length > 0 ? [[line.id, Object.fromEntries(marked)] as const] : [];
    }),
  );
}

function shownSource(source: Source, numbers: WrittenForm): ShownSource {
  const { by, text } = told(source);
  return { by, text: inForm(text, numbers), ruleId: source.by === 'rule' ? (source.id ?? null) : null };
}

function told({ by, name, because, id }: Source): Pick<ShownSource, 'by' | 'text'> {
  const called = name ? isolated(name) : 'somebody';
  const why = because ? `: ${because}` : '';
  switch (by) {
    case 'person':
      return { by, text: `Entered by ${called}${why}` };
    case 'apiKey':
      return { by: 'person', text: `Sent by ${called}${why}` };
    case 'rule':
      return { by, text: `${called}${why}` };
    case 'extraction':
      // Where it was read says that it was read.
      return { by: 'document', text: because?.startsWith('Read ') ? because : `Read from the document${why}` };
    case 'history':
      return { by, text: because ?? 'As items before it' };
    case 'contact':
    case 'sync':
      return { by: 'books', text: because ?? 'As the books have it for this contact' };
    case 'calculated':
      // Of what a contact has as its default, its id is kept.
      return { by: id ? 'books' : by, text: because ?? 'Calculated from other values' };
    case 'system':
      return { by: 'calculated', text: because ?? `Set by ${called}` };
  }
}
