import type { ReactNode } from 'react';
import { TextCell } from '#components/lists/cells.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { addressKindNames } from '#lib/domain/contact-address.ts';
import type { ContactDetails } from '#lib/lists/browse/get-contact.ts';

/** What the books tell of a contact, and what they suggest for bills of theirs. */
export function ContactFacts({ contact, books }: { contact: ContactDetails; books: string }) {
  return (
    <>
      <Section title="Details">
        <DescriptionList
          items={[
            { term: 'E-mail', detail: <TextCell text={contact.email} /> },
            ...(contact.phone ? [{ term: 'Telephone', detail: contact.phone }] : []),
            ...contact.addresses.map(({ kind, lines }) => ({
              term: addressKindNames[kind],
              detail: <span className="whitespace-pre-line">{lines.join('\n')}</span>,
            })),
            {
              term: 'Tax number',
              detail: (
                <>
                  <TextCell text={contact.taxNumber} />
                  {contact.taxNumberWarning && (
                    <span className="block text-xs text-warning">{contact.taxNumberWarning}</span>
                  )}
                </>
              ),
            },
            { term: 'Bank account', detail: <TextCell text={contact.bankAccount} /> },
            ...(contact.accountNumber ? [{ term: 'Account number', detail: contact.accountNumber }] : []),
            { term: 'Is a', detail: kindOf(contact) },
          ]}
        />
      </Section>
      {(contact.defaultAccount ?? contact.defaultTaxRate ?? contact.defaultCurrency) && (
        <Section title={`Defaults for bills in ${books}`}>
          <DescriptionList
            items={[
              { term: 'Category', detail: <TextCell text={contact.defaultAccount} /> },
              { term: 'Tax rate', detail: <TextCell text={contact.defaultTaxRate} /> },
              { term: 'Currency', detail: <TextCell text={contact.defaultCurrency} /> },
            ]}
          />
        </Section>
      )}
    </>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm">{title}</h2>
      {children}
    </section>
  );
}

function kindOf({ isSupplier, isCustomer }: ContactDetails): string {
  if (isSupplier && isCustomer) return 'Supplier and customer';
  return isCustomer ? 'Customer' : 'Supplier';
}
