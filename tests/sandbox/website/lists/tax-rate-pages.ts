import { ElementRefused } from '../../accounting/api/failures.ts';
import { changeByHand, hasOneFigure } from '../../accounting/tax-rates/by-hand.ts';
import type { TaxRate } from '../../accounting/tax-rates/record.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { chosen, required } from '../form-fields.ts';
import { html, type Markup } from '../html.ts';
import { scrolling } from '../layout.ts';
import { forMembers, formFor, organisationPage, rowOf, type View } from '../view.ts';
import { TAX_RATE_STATUS_WORDS } from '../words.ts';
import { button, changes, rename, rowForm } from './parts.ts';

/** Tax rates, of which somebody inside Xero may change more than the API may. */
export const taxRatePages: HandlerRoute[] = [
  get('/organisations/:organisation/tax-rates', forMembers(showTaxRates)),
  post(
    '/organisations/:organisation/tax-rates',
    formFor(
      () => '/tax-rates',
      (call, form) => {
        const rate = rowOf(call.books.taxRates, form.get('id'), 'tax rate');
        if (form.has('percentage')) {
          const asked = required(form, 'percentage', 'The percentage');
          const percentage = Number(asked);
          if (Number.isNaN(percentage)) throw new ElementRefused([`${asked} is no percentage.`]);
          changeByHand(call, rate, { percentage });
          return `${rate.name} is now ${percentage}%.`;
        }
        if (form.has('status')) {
          const status = chosen(form, 'status', 'The status', ['ACTIVE', 'DELETED']);
          changeByHand(call, rate, { status });
          return `${status === 'DELETED' ? 'Retired' : 'Restored'} ${rate.name}.`;
        }
        return `${rate.name} is now ${changeByHand(call, rate, { name: required(form, 'name', 'The name') }).name}.`;
      },
    ),
  ),
];

function showTaxRates(view: View): Answer {
  const classes = ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY', 'REVENUE'] as const;
  return organisationPage(
    view,
    'Tax rates',
    '/tax-rates',
    html`<p class="quiet">A reverse charge shows one rate and charges another: the tax is the buyer’s to declare.</p>
    ${scrolling(
      'Tax rates',
      html`<table>
      <thead><tr><th scope="col">Name</th><th scope="col">Tax type</th><th scope="col" class="amount">Rate shown</th><th scope="col" class="amount">Rate charged</th><th scope="col">Parts</th><th scope="col">For accounts of</th><th scope="col">Status</th>${view.mayChange && html`<th scope="col">Change</th>`}</tr></thead>
      <tbody>${view.books.taxRates.all().map(
        (
          rate,
        ) => html`<tr><td>${rate.name}</td><td><code>${rate.id}</code></td><td class="amount">${rate.displayRate}%</td><td class="amount">${rate.effectiveRate}%</td>
          <td>${rate.components.map((part) => `${part.Name} ${part.Rate}%`).join(' + ')}</td>
          <td>${classes
            .filter((one) => rate.canApplyTo[one])
            .join(', ')
            .toLowerCase()}</td><td><span class="badge">${TAX_RATE_STATUS_WORDS[rate.status]}</span></td>
          ${view.mayChange && html`<td>${actionsOf(rate)}</td>`}</tr>`,
      )}</tbody></table>`,
    )}`,
  );
}

function actionsOf(rate: TaxRate): Markup {
  return changes(
    rate.name,
    rename(rate.id, 'name', rate.name),
    hasOneFigure(rate) &&
      rowForm(
        rate.id,
        html`<label>Percentage<span class="unseen"> of ${rate.name}</span> <input name="percentage" inputmode="decimal" value="${rate.displayRate}" required></label>
          <button>Set rate<span class="unseen"> of ${rate.name}</span></button>`,
      ),
    rate.status === 'ACTIVE'
      ? button(rate.id, 'status', 'DELETED', 'Retire', rate.name)
      : button(rate.id, 'status', 'ACTIVE', 'Restore', rate.name),
  );
}
