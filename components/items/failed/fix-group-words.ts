import { type CodingField, specOf } from '#lib/domain/coding/coding.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { GroupRemedy } from '#lib/domain/readiness/group-remedies.ts';

/** What a field is called within a sentence. */
export const fieldInSentence = (field: CodingField, workspace: Workspace) =>
  (specOf(field).labelIn?.(workspace) ?? specOf(field).label).toLowerCase();

/** What a button says that puts a cause right in all of its items. */
export const fixGroupLabel = (
  remedy: Extract<GroupRemedy, { kind: 'change' | 'draft' }>,
  workspace: Workspace,
): string =>
  remedy.kind === 'draft' ? 'Publish as draft' : `Choose another ${fieldInSentence(remedy.field, workspace)}`;
