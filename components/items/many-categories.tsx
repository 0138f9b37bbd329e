import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import type { ComboBoxBaseProps } from '#components/ui/combo-box-types.ts';
import type { Option } from '#components/ui/options.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { categoryOption } from './category-options.ts';
import { type FindCategories, lookForCategories } from './found-categories.ts';

/** A category of more than are sent with a page: the likely ones first, the others by what is typed. */
export function ManyCategories({
  find,
  workspace,
  contactId,
  value,
  onChange,
  ...field
}: ComboBoxBaseProps & {
  find: FindCategories;
  workspace: Workspace;
  contactId: string | null;
  value: Option | null;
  onChange: (id: string | null, label: string) => void;
}) {
  return (
    <AsyncComboBox
      {...field}
      value={value}
      emptyText="No category of this name or code"
      onChange={(option) => onChange(option?.id ?? null, option?.label ?? '')}
      loadOptions={async (query) =>
        (await lookForCategories(find, { workspace, query, contactId })).map(categoryOption)
      }
    />
  );
}
