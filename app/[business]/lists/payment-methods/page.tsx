import type { Metadata } from 'next';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { PaymentMethods } from '#components/lists/payment-methods.tsx';
import { browsePaymentMethods } from '#lib/lists/browse/browse-payment-methods.ts';
import { paymentMethodChoices } from '#lib/lists/payment-methods/payment-method-choices.ts';
import { morePaymentMethods, reload, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';
import { addBankAccounts, archiveAPaymentMethod, saveAPaymentMethod } from './actions.ts';

export const metadata: Metadata = { title: 'Payment methods' };

export default async function PaymentMethodsPage(props: PageProps<'/[business]/lists/payment-methods'>) {
  const { scope, slug, source, query, status, drawnAt, connectionsHref, mayEdit } = await listRequest(
    props,
    'ACCOUNTS',
    'name',
  );
  const [first, choices] = await Promise.all([
    browsePaymentMethods(scope, source, query),
    paymentMethodChoices(scope, source),
  ]);
  const isUnconnected = source === null && first.total === 0 && query.search === '' && !query.showArchived;
  const page = { status, drawnAt, reload, connectionsHref };
  if (isUnconnected) {
    return (
      <ListPage title="Payment methods" guide="paid" list="ACCOUNTS" {...page}>
        <NoSource what="Payment methods" connectionsHref={connectionsHref} />
      </ListPage>
    );
  }
  return (
    <PaymentMethods
      slug={slug}
      page={page}
      first={first}
      query={query}
      load={morePaymentMethods}
      choices={choices}
      mayEdit={mayEdit}
      handlers={{ save: saveAPaymentMethod, archive: archiveAPaymentMethod, addBankAccounts, undo: undoChange }}
    />
  );
}
