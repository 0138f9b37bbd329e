import type { Metadata } from 'next';
import { SuggestedRules } from '#components/rules/suggestion-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { autoCategoriseSetting } from '#lib/rules/auto-categorise-setting.ts';
import { noteSeen, suggestedRules } from '#lib/rules/suggested/suggested-rules.ts';
import { accept, choose, dismiss, find, takeBack } from './actions.ts';

export const metadata: Metadata = { title: 'Suggestions' };

export default async function SuggestionsPage({ params }: PageProps<'/[business]/settings/automation/suggested'>) {
  const { scope, business } = await requireAccess((await params).business, 'rules.edit');
  const [suggestions, autoCategorise] = await Promise.all([suggestedRules(scope), autoCategoriseSetting(scope)]);
  if (suggestions.length > 0) await noteSeen(scope);
  return (
    <SuggestedRules
      slug={business.slug}
      suggestions={suggestions}
      autoCategorise={autoCategorise}
      handlers={{ accept, dismiss, takeBack, find, choose }}
    />
  );
}
