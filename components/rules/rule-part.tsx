import type { ReactNode } from 'react';
import type { CategoryFieldProps } from '#components/items/category-field.tsx';
import type { Choices } from '#lib/lists/load-choices.ts';

/** What is wrong with the input at a path, as its field shows it. */
export type ProblemAt = (path: string) => { problems?: string };
/** Sets one part of what a rule says; none of it for what is empty. */
export type PutPart<T extends object> = <K extends keyof T>(key: K, value: T[K] | null | '') => void;

/** How the editor looks for a category where there are more than go with its page. */
export type RuleCategories = Pick<CategoryFieldProps, 'find' | 'workspace' | 'contactId'>;

/** A group of the editor's fields. */
export function RulePart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">{title}</legend>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">{children}</div>
    </fieldset>
  );
}

export const methodOptions = ({ paymentMethods }: Choices) =>
  paymentMethods.filter(({ isOffered }) => isOffered).map(({ id, name }) => ({ id, label: name }));
