import { ComboBox } from '#components/ui/combo-box.tsx';
import type { ComboBoxBaseProps } from '#components/ui/combo-box-types.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { categorySections } from './category-options.ts';
import { type FindCategories, usedCategory } from './found-categories.ts';
import { ManyCategories } from './many-categories.tsx';

export type CategoryFieldProps = ComboBoxBaseProps & {
  choices: Pick<Choices, 'accounts' | 'hasManyAccounts'>;
  find: FindCategories;
  workspace: Workspace;
  /** Whose item it is for; null where that is not known. */
  contactId: string | null;
  value: string | null;
  onChange: (id: string | null) => void;
};

/** A category: of some hundreds at once, of more by asking for them. */
export function CategoryField({ choices, find, workspace, contactId, value, onChange, ...field }: CategoryFieldProps) {
  const used = usedCategory(choices.accounts, value);
  if (choices.hasManyAccounts) {
    return <ManyCategories {...field} {...{ find, workspace, contactId }} value={used ?? null} onChange={onChange} />;
  }
  return (
    <ComboBox
      {...field}
      value={value}
      options={categorySections(choices.accounts)}
      {...(used && { selectedOption: used })}
      onChange={onChange}
    />
  );
}
