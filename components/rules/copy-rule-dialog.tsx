'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Option } from '#components/ui/options.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { failure } from '#lib/domain/result.ts';
import { workspaceOfScope } from '#lib/domain/rules/rule.ts';
import { contactWords } from '#lib/domain/words.ts';
import type { RuleRow } from '#lib/rules/list-rules.ts';
import type { RuleHandlers } from './rule-list.tsx';

/** The same rule for other suppliers or customers, chosen one by one. */
export function CopyRuleDialog({
  rule,
  find,
  copy,
  onClose,
}: {
  rule: RuleRow;
  find: ContactHandlers['find'];
  copy: RuleHandlers['copy'];
  onClose: () => void;
}) {
  const workspace = workspaceOfScope(rule.scope) ?? 'COSTS';
  const words = contactWords[workspace];
  const [chosen, setChosen] = useState<readonly Option[]>([]);
  const [problem, setProblem] = useState('');
  const [isPending, setPending] = useState(false);

  async function submit() {
    setPending(true);
    const done = await copy({ ruleId: rule.id, contactIds: chosen.map(({ id }) => id) }).catch(() =>
      failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.'),
    );
    setPending(false);
    if (!done.ok) return setProblem(done.error.message);
    const count = done.value.length;
    toast({
      title: count === 0 ? 'Nothing to copy' : `Copied to ${count} ${count === 1 ? words.one : words.many}`,
      ...(count < chosen.length && { description: 'The others have this rule already.' }),
    });
    onClose();
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Copy to other ${words.many}`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} isDisabled={chosen.length === 0} onPress={submit}>
            Copy
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem && <Banner tone="danger">{problem}</Banner>}
        <AsyncComboBox
          label={`Add a ${words.one}`}
          autoFocus
          value={null}
          onChange={(option) => option && setChosen((now) => [...now.filter(({ id }) => id !== option.id), option])}
          loadOptions={async (query) => {
            const found = await find({ workspace, query });
            if (!found.ok) throw new Error(found.error.message);
            const taken = new Set([rule.scope.id, ...chosen.map(({ id }) => id)]);
            return found.value.filter(({ id }) => !taken.has(id)).map(({ id, name }) => ({ id, label: name }));
          }}
          emptyText={`No ${words.one} of this name`}
        />
        <ul className="flex flex-col">
          {chosen.map(({ id, label }) => (
            <li key={id} className="flex items-center gap-2">
              <bdi className="min-w-0 flex-1 truncate">{label}</bdi>
              <IconButton
                label={`Remove ${label}`}
                icon={<X size={15} />}
                onPress={() => setChosen((now) => now.filter((each) => each.id !== id))}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
