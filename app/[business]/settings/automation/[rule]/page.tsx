import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { RuleEditor } from '#components/rules/rule-editor.tsx';
import { requireAccess } from '#lib/access.ts';
import { getRule } from '#lib/rules/list-rules.ts';
import { editorProps } from '../editor-props.ts';

export const metadata: Metadata = { title: 'Rule' };

export default async function RulePage({ params }: PageProps<'/[business]/settings/automation/[rule]'>) {
  const { business: slug, rule } = await params;
  const { scope } = await requireAccess(slug, 'rules.edit');
  const asked = z.uuid().safeParse(rule);
  const draft = asked.success ? await getRule(scope, asked.data) : null;
  if (!draft) notFound();
  return <RuleEditor slug={slug} draft={draft} isFromItem={false} {...(await editorProps(scope, draft))} />;
}
