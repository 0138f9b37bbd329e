import type { ContactHandlers } from '#components/items/contact-field.tsx';
import { ownerOption } from '#components/items/owner-field.tsx';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type RuleScope, type RuleScopeKind, ruleScopeKinds } from '#lib/domain/rules/rule.ts';
import { scopeNames } from '#lib/domain/rules/rule-words.ts';
import { contactWords } from '#lib/domain/words.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { methodOptions, type ProblemAt, RulePart } from './rule-part.tsx';

/** Whose items a rule is for, and what it is called. */
export function RuleScopeFields({
  scope,
  label,
  onScope,
  name,
  onName,
  workspace,
  choices,
  owners,
  findContacts,
  at,
}: {
  scope: RuleScope;
  /** What whom it is for is called. */
  label: string;
  onScope: (scope: RuleScope, label: string) => void;
  name: string;
  onName: (name: string) => void;
  workspace: Workspace;
  choices: Choices;
  owners: readonly OwnerChoice[];
  findContacts: ContactHandlers['find'];
  at: ProblemAt;
}) {
  return (
    <RulePart title="For">
      <Select
        label="Items of"
        value={scope.kind}
        options={ruleScopeKinds.map((id) => ({ id, label: scopeNames[id] }))}
        onChange={(kind: RuleScopeKind) => {
          if (kind === 'BUSINESS') onScope({ kind, id: null }, 'all items');
          else onScope({ kind, id: '' }, '');
        }}
      />
      {(scope.kind === 'SUPPLIER' || scope.kind === 'CUSTOMER') && (
        <AsyncComboBox
          key={scope.kind}
          label={scopeNames[scope.kind]}
          isRequired
          {...at('input.scope')}
          value={scope.id ? { id: scope.id, label } : null}
          onChange={(option) => onScope({ kind: scope.kind, id: option?.id ?? '' }, option?.label ?? '')}
          loadOptions={async (query) => {
            const found = await findContacts({ workspace, query });
            if (!found.ok) throw new Error(found.error.message);
            return found.value.map((contact) => ({ id: contact.id, label: contact.name }));
          }}
          emptyText={`No ${contactWords[workspace].one} of this name`}
        />
      )}
      {scope.kind === 'MEMBER' && (
        <ComboBox
          label="Member"
          isRequired
          {...at('input.scope')}
          value={scope.id || null}
          options={owners.map(ownerOption)}
          onChange={(id) =>
            onScope({ kind: 'MEMBER', id: id ?? '' }, owners.find((each) => each.id === id)?.name ?? '')
          }
        />
      )}
      {scope.kind === 'PAYMENT_METHOD' && (
        <ComboBox
          label="Payment method"
          isRequired
          {...at('input.scope')}
          value={scope.id || null}
          options={methodOptions(choices)}
          onChange={(id) => {
            const method = choices.paymentMethods.find((each) => each.id === id);
            onScope({ kind: 'PAYMENT_METHOD', id: id ?? '' }, method?.name ?? '');
          }}
        />
      )}
      <TextField label="Name" value={name} onChange={onName} maxLength={80} placeholder="As whom it is for" />
    </RulePart>
  );
}
