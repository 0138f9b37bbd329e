import type { Account } from '../../accounting/accounts/record.ts';
import { ElementRefused } from '../../accounting/api/failures.ts';
import { Fields } from '../../accounting/api/reading.ts';
import {
  type BankTransaction,
  type BankTransactionType,
  isReceived,
} from '../../accounting/bank-transactions/record.ts';
import { changeBankTransaction } from '../../accounting/bank-transactions/write.ts';
import { add } from '../../accounting/documents/amounts.ts';
import { findCredit } from '../../accounting/settlement/credit.ts';
import { isIncoming } from '../../accounting/settlement/record.ts';
import { livePayments } from '../../accounting/settlement/settle.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { html } from '../html.ts';
import { organisationPath } from '../layout.ts';
import { pageLinks, pageOf } from '../paging.ts';
import { draftFormFor, forMembers, notFound, organisationPage, requireChanger, rowOf, type View } from '../view.ts';
import { day, money } from '../words.ts';
import { byLink } from './by-link.ts';
import { allocations, changeAllocations, paidFor } from './credit-parts.ts';
import { confirmed, documentBody, documentTable, noteOf } from './parts.ts';

/** Bank accounts with what was spent, received and paid from them. */
export const bankPages: HandlerRoute[] = [
  byLink('/Bank/ViewTransaction.aspx', {
    ...{ parameter: 'BankTransactionID', section: 'bank' },
    has: (books, id) => books.bankTransactions.get(id) !== undefined,
  }),
  get('/organisations/:organisation/bank', forMembers(showAccounts)),
  get('/organisations/:organisation/bank/accounts/:id', forMembers(showAccount)),
  get('/organisations/:organisation/bank/:id', forMembers(showTransaction)),
  post(
    '/organisations/:organisation/bank/:id',
    draftFormFor(
      (view) => `/bank/${view.params.id}`,
      (call, form, view) => {
        const transaction = rowOf(call.books.bankTransactions, view.params.id, 'transaction');
        const noted = noteOf(call, form, transaction.id);
        if (noted) return noted;
        requireChanger(view);
        const credit = creditOf(call.books, transaction);
        const done = credit && changeAllocations(call, form, credit);
        if (done) return done;
        if (form.has('reconcile')) {
          call.books.bankTransactions.put({
            ...transaction,
            isReconciled: !transaction.isReconciled,
            updatedAt: call.now,
          });
          return transaction.isReconciled ? 'No longer reconciled.' : 'Reconciled.';
        }
        if (!form.has('delete')) throw new ElementRefused(['Nothing was asked for, and nothing was changed.']);
        changeBankTransaction(call, new Fields({ Status: 'DELETED' }, ''), transaction);
        return 'Deleted.';
      },
    ),
  ),
];

const TITLES: Record<BankTransactionType, string> = {
  SPEND: 'Spend money',
  RECEIVE: 'Receive money',
  'SPEND-PREPAYMENT': 'Prepayment to a supplier',
  'RECEIVE-PREPAYMENT': 'Prepayment of a customer',
  'SPEND-OVERPAYMENT': 'Overpayment to a supplier',
  'RECEIVE-OVERPAYMENT': 'Overpayment of a customer',
};

/** The prepayment or overpayment that a transaction made, if it made one. */
function creditOf(books: View['books'], { id }: BankTransaction) {
  return findCredit(books, 'Prepayment', id) ?? findCredit(books, 'Overpayment', id);
}

const MOVEMENTS: Record<BankTransactionType, string> = {
  SPEND: 'Spent at',
  RECEIVE: 'Received from',
  'SPEND-PREPAYMENT': 'Prepaid to',
  'RECEIVE-PREPAYMENT': 'Prepaid by',
  'SPEND-OVERPAYMENT': 'Overpaid to',
  'RECEIVE-OVERPAYMENT': 'Overpaid by',
};

interface Movement {
  date: string;
  what: string;
  /** Negative for money out. */
  amount: number;
  address: string;
  isReconciled: boolean;
}

function showAccounts(view: View): Answer {
  const rows = bankAccounts(view).map((account) => {
    const movements = movementsOf(view, account);
    return html`<tr><td><a href="${organisationPath(view.organisation)}/bank/accounts/${account.id}">${account.name}</a>${account.status === 'ARCHIVED' && html` <span class="badge">Archived</span>`}</td>
      <td>${account.bankAccountNumber}</td><td class="amount">${movements.length}</td><td class="amount">${money(balanceOf(movements), account.currencyCode)}</td></tr>`;
  });
  return organisationPage(
    view,
    'Bank accounts',
    '/bank',
    documentTable('Bank accounts', ['Account', 'Number', 'Transactions', 'Balance amount'], rows),
  );
}

function showAccount(view: View): Answer {
  const account = bankAccounts(view).find(({ id }) => id === view.params.id?.toLowerCase());
  if (!account) return notFound('There is no such bank account.');
  const movements = movementsOf(view, account);
  const page = pageOf(view.request.query, movements);
  return organisationPage(
    view,
    account.name,
    '/bank',
    html`<p>${account.bankAccountNumber} · Balance <strong>${money(balanceOf(movements), account.currencyCode)}</strong></p>
      ${
        movements.length === 0
          ? html`<p>Nothing was spent or received.</p>`
          : html`${documentTable(
              account.name,
              ['Date', 'What', 'Reconciled', 'Amount'],
              page.rows.map(
                (
                  movement,
                ) => html`<tr><td>${day(movement.date)}</td><td><a href="${movement.address}">${movement.what}</a></td>
                  <td>${movement.isReconciled ? 'Yes' : 'No'}</td><td class="amount">${money(movement.amount, account.currencyCode)}</td></tr>`,
              ),
            )}${pageLinks(view.request, page)}`
      }`,
  );
}

/** The bank accounts of an organisation, archived ones among them. */
export function bankAccounts({ books }: View): Account[] {
  return books.accounts.all().filter((account) => account.type === 'BANK' && account.status !== 'DELETED');
}

/** What went in less what went out: the sandbox's bank accounts begin with nothing. */
export function balanceOf(movements: readonly Movement[]): number {
  return add(...movements.map((movement) => movement.amount));
}

/** Everything that was spent, received and paid, the newest first. */
export function movementsOf(view: View, account: Account): Movement[] {
  const { books, organisation } = view;
  const base = organisationPath(organisation);
  const transactions = books.bankTransactions
    .all()
    .filter((one) => one.bankAccountId === account.id && one.status !== 'DELETED')
    .map((one) => ({
      date: one.date,
      what: `${MOVEMENTS[one.type]} ${books.contacts.require(one.contactId).name}${one.reference && `, ${one.reference}`}`,
      amount: isReceived(one) ? one.total : -one.total,
      address: `${base}/bank/${one.id}`,
      isReconciled: one.isReconciled,
    }));
  const payments = livePayments(books.payments.all())
    .filter((payment) => payment.accountId === account.id)
    .map((payment) => ({
      date: payment.date,
      what: `Payment of ${paidFor(view, payment).name}`,
      amount: isIncoming(payment) ? payment.bankAmount : -payment.bankAmount,
      address: paidFor(view, payment).address,
      isReconciled: payment.isReconciled,
    }));
  return [...transactions, ...payments].sort((a, b) => b.date.localeCompare(a.date));
}

function showTransaction(view: View): Answer {
  const transaction = rowOf(view.books.bankTransactions, view.params.id, 'transaction');
  const credit = creditOf(view.books, transaction);
  const reconcile = transaction.isReconciled ? 'Undo reconciliation' : 'Mark as reconciled';
  return organisationPage(
    view,
    TITLES[transaction.type],
    '/bank',
    documentBody(view, {
      document: transaction,
      facts: [
        [
          'Status',
          transaction.status === 'DELETED' ? 'Deleted' : transaction.isReconciled ? 'Reconciled' : 'Not reconciled',
        ],
        ['Bank account', view.books.accounts.require(transaction.bankAccountId).name],
        ['Reference', transaction.reference || 'None'],
      ],
      sums: credit
        ? [
            ['Allocated', transaction.amountAllocated],
            ['Refunded', transaction.amountRefunded],
            ['Remaining credit', credit.remaining],
          ]
        : [],
      settlement: credit && allocations(view, credit),
      actions:
        transaction.status === 'DELETED' || !view.mayChange
          ? []
          : [
              html`<form method="post"><button name="reconcile" value="1">${reconcile}</button></form>`,
              ...(transaction.isReconciled || transaction.amountAllocated + transaction.amountRefunded > 0
                ? []
                : [
                    confirmed(
                      'Delete',
                      'It cannot be brought back.',
                      html`<input type="hidden" name="delete" value="1">`,
                    ),
                  ]),
            ],
    }),
  );
}
