import type { Metadata } from 'next';
import { z } from 'zod';
import { RuleList } from '#components/rules/rule-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { listRules } from '#lib/rules/list-rules.ts';
import { countSuggested } from '#lib/rules/suggested/suggested-rules.ts';
import { findContacts } from '../../[workspace]/item-actions.ts';
import { bulk } from '../../bulk-handlers.ts';
import { applyInbox, copy, move, set, undoImport } from './actions.ts';

export const metadata: Metadata = { title: 'Automation' };

const query = z.object({ applying: z.uuid().nullable().catch(null) });

export default async function AutomationPage({ params, searchParams }: PageProps<'/[business]/settings/automation'>) {
  const { scope, business } = await requireAccess((await params).business, 'rules.edit');
  return (
    <RuleList
      slug={business.slug}
      rules={await listRules(scope)}
      applying={query.parse(await searchParams).applying}
      suggested={(await countSuggested(scope)).open}
      handlers={{ set, move, copy, apply: applyInbox, findContacts, undoImport }}
      bulk={bulk}
    />
  );
}
