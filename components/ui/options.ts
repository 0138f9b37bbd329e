/** One thing to choose. `detail` is short and stands apart, such as an account's code; it is searched too. */
export type Option = {
  id: string;
  label: string;
  detail?: string;
  description?: string;
  isDisabled?: boolean;
};

export type OptionSection = { title: string; options: readonly Option[] };

/** Options without sections are one section without a title. */
export function asSections(options: readonly Option[] | readonly OptionSection[]): readonly OptionSection[] {
  const [first] = options;
  if (first === undefined) return [];
  return 'options' in first
    ? (options as readonly OptionSection[])
    : [{ title: '', options: options as readonly Option[] }];
}
