import type { Metadata } from 'next';
import { z } from 'zod';
import { RuleEditor } from '#components/rules/rule-editor.tsx';
import { requireAccess } from '#lib/access.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { draftRule } from '#lib/rules/draft-rule.ts';
import { draftOfSuggestion } from '#lib/rules/suggested/suggested-rules.ts';
import { editorProps } from '../editor-props.ts';

export const metadata: Metadata = { title: 'New rule' };

const query = z.object({
  item: z.uuid().nullable().catch(null),
  of: z.enum(['SUPPLIER', 'CUSTOMER']).nullable().catch(null),
  id: z.uuid().nullable().catch(null),
  paid: z.enum(workspaces).nullable().catch(null),
  suggestion: z.uuid().nullable().catch(null),
});

export default async function NewRulePage({ params, searchParams }: PageProps<'/[business]/settings/automation/new'>) {
  const { business: slug } = await params;
  const { scope } = await requireAccess(slug, 'rules.edit');
  const asked = query.parse(await searchParams);
  const suggested = asked.suggestion ? await draftOfSuggestion(scope, asked.suggestion) : null;
  const draft = suggested ?? (await draftRule(scope, asked));
  return (
    <RuleEditor
      slug={slug}
      draft={draft}
      isFromItem={asked.item !== null}
      suggestionId={suggested && asked.suggestion}
      {...(await editorProps(scope, draft))}
    />
  );
}
