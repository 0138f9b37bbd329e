import type { Coding } from '../coding/coding.ts';
import { itemTypeNames } from '../coding/fields.ts';
import { isolated } from '../isolated.ts';
import type { Workspace } from '../paths.ts';
import { workspaceNames } from '../words.ts';
import type { AutoPublishSettings } from './auto-publish-settings.ts';

/** The one answer to whether an item is to be published by itself, and what says so. */
export type AutoAnswer = {
  publishes: boolean;
  /** What decided, as a sentence tells it. */
  because: string;
  rule: { id: string; name: string } | null;
};

/** A choice that was made for one entry of a list: yes, never, or nothing. */
export type EntryChoice = { name: string; publishes: boolean | null };

/**
 * In one order, the first that says anything: a rule (by the order of rules), the payment method, the supplier or customer,
 * the type, the business. Of several payment methods one that is never is stronger than one that is.
 */
export function resolveAutoPublish(
  { workspace, coding }: { workspace: Workspace; coding: Pick<Coding, 'type'> },
  said: {
    settings: Pick<AutoPublishSettings, 'byDefault' | 'types'>;
    rule: { id: string; name: string; publishes: boolean; because: string } | null;
    methods: readonly EntryChoice[];
    contact: EntryChoice | null;
  },
): AutoAnswer {
  const { settings, rule, methods, contact } = said;
  if (rule) return { publishes: rule.publishes, because: `${isolated(rule.name)}: ${rule.because}`, rule };
  const answer = (publishes: boolean, because: string): AutoAnswer => ({ publishes, because, rule: null });
  const method = methods.find(({ publishes }) => publishes === false) ?? methods.find(({ publishes }) => publishes);
  if (method) return answer(method.publishes === true, `what is paid with ${isolated(method.name)} ${is(method)}`);
  if (contact && contact.publishes !== null) {
    return answer(contact.publishes, `what is of ${isolated(contact.name)} ${is(contact)}`);
  }
  const byType = settings.types[`${workspace}.${coding.type}`];
  if (byType !== undefined) {
    const types = `${itemTypeNames[coding.type].toLowerCase()}s in ${workspaceNames[workspace]}`;
    return answer(byType, byType ? `${types} are published by themselves` : `${types} never are`);
  }
  return settings.byDefault
    ? answer(true, 'all that is ready is published by itself')
    : answer(false, 'only what is chosen is published by itself');
}

const is = ({ publishes }: EntryChoice) => (publishes ? 'is published by itself' : 'never is');
