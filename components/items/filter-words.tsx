'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';
import type { FilterValue } from '#lib/domain/filter-values.ts';

/** What is asked of one filter; null while that is nothing. */
export type FilterFieldProps<Kind extends FilterValue['kind']> = {
  value: Extract<FilterValue, { kind: Kind }> | null;
  onChange: (value: FilterValue | null) => void;
};

/** Things to tick, any of which will do. */
export function Words({
  words,
  chosen,
  onChange,
}: {
  words: Readonly<Record<string, string>>;
  chosen: readonly string[];
  onChange: (words: string[]) => void;
}) {
  return (
    <div className="flex flex-col gap-1">
      {Object.entries(words).map(([word, label]) => (
        <Checkbox
          key={word}
          isSelected={chosen.includes(word)}
          onChange={(isChosen) => onChange(isChosen ? [...chosen, word] : chosen.filter((each) => each !== word))}
        >
          {label}
        </Checkbox>
      ))}
    </div>
  );
}
