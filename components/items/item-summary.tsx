import { DescriptionList } from '#components/ui/description-list.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { hasDueDate } from '#lib/domain/coding/due-date.ts';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import { ShownDate } from './shown-date.tsx';

/** What is known of an item, for those who only read it: no field that waits for somebody else. */
export function ItemSummary({ item: { coding, contact, owner, workspace, choices } }: { item: ItemView }) {
  const currency = coding.currency ?? choices.baseCurrency;
  const facts = [
    { term: capitalised(contactWords[workspace].one), detail: contact?.name },
    { term: 'Type', detail: itemTypeNames[coding.type] },
    { term: 'Document reference', detail: coding.reference },
    { term: 'Date', detail: coding.issuedOn && <ShownDate date={coding.issuedOn} /> },
    { term: 'Due date', detail: hasDueDate(coding) && coding.dueOn && <ShownDate date={coding.dueOn} /> },
    {
      term: 'Total',
      detail: coding.total && (
        <>
          {currency} <ShownNumber value={shownAmount(coding.type, coding.total)} />
        </>
      ),
    },
    { term: 'Description', detail: coding.description },
    { term: 'Owner', detail: owner?.name },
  ];
  return <DescriptionList items={facts.filter(({ detail }) => detail)} />;
}
