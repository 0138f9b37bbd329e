import type { Metadata } from 'next';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { PaymentMethodsTable } from '#components/lists/payment-methods-table.tsx';
import { browsePaymentMethods } from '#lib/lists/browse/browse-accounts.ts';
import { morePaymentMethods, reload } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Payment methods' };

export default async function PaymentMethodsPage(props: PageProps<'/[business]/lists/payment-methods'>) {
  const { scope, source, query, status, drawnAt, connectionsHref } = await listRequest(props, 'ACCOUNTS', 'name');
  return (
    <ListPage title="Payment methods" list="ACCOUNTS" {...{ status, drawnAt, reload, connectionsHref }}>
      {source ? (
        <PaymentMethodsTable
          first={await browsePaymentMethods(scope, source, query)}
          query={query}
          load={morePaymentMethods}
        />
      ) : (
        <NoSource what="Payment methods" connectionsHref={connectionsHref} />
      )}
    </ListPage>
  );
}
