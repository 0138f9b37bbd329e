import { ElementRefused } from '../../accounting/api/failures.ts';
import type { TrackingCategory, TrackingOption } from '../../accounting/tracking/record.ts';
import { changeCategory, changeOption, createCategory, createOptions } from '../../accounting/tracking/write.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { chosen, required } from '../form-fields.ts';
import { html, type Markup } from '../html.ts';
import { scrolling } from '../layout.ts';
import { forMembers, formFor, organisationPage, rowOf, type View } from '../view.ts';
import { ACCOUNT_STATUS_WORDS } from '../words.ts';
import { changes } from './parts.ts';

const STATUSES = ['ACTIVE', 'ARCHIVED', 'DELETED'] as const;

/** Tracking categories with their options. */
export const trackingPages: HandlerRoute[] = [
  get('/organisations/:organisation/tracking', forMembers(showTracking)),
  post(
    '/organisations/:organisation/tracking',
    formFor(
      () => '/tracking',
      (call, form) => {
        if (!form.has('category')) {
          return `Added ${createCategory(call, required(form, 'name', 'The name'), []).name}.`;
        }
        const category = rowOf(call.books.tracking, form.get('category'), 'tracking category');
        if (form.has('newOption')) {
          const newOption = required(form, 'newOption', 'The new option');
          createOptions(call, category, [newOption]);
          return `Added ${newOption} to ${category.name}.`;
        }
        const status = form.has('status') ? chosen(form, 'status', 'The status', STATUSES) : undefined;
        const name = status ? undefined : required(form, 'name', 'The name');
        if (form.has('option')) {
          const option = category.options.find((one) => one.id === form.get('option')?.toLowerCase());
          if (!option) throw new ElementRefused([`There is no such option of ${category.name}.`]);
          return told(option.name, changeOption(call, category, option, { name, status }), status);
        }
        return told(category.name, changeCategory(call, category, { name, status }), status);
      },
    ),
  ),
];

function told(before: string, { name }: { name: string }, status: (typeof STATUSES)[number] | undefined): string {
  if (!status) return `${before} is now ${name}.`;
  return { ACTIVE: `Restored ${name}.`, ARCHIVED: `Archived ${name}.`, DELETED: `Deleted ${name}.` }[status];
}

function showTracking(view: View): Answer {
  const categories = view.books.tracking
    .all()
    .filter((category) => category.status !== 'DELETED')
    .sort((a, b) => a.position - b.position);
  return organisationPage(
    view,
    'Tracking',
    '/tracking',
    html`
      ${categories.length === 0 && html`<p>There are no tracking categories.</p>`}
      ${categories.map((category) => categorySection(view, category))}
      ${
        view.mayChange &&
        html`<h2>Add a category</h2><div class="panel"><form method="post" class="actions">
          <label>Name <input name="name" maxlength="100" required></label> <button>Add category</button></form></div>`
      }`,
  );
}

function categorySection({ mayChange }: View, category: TrackingCategory): Markup {
  const options = category.options.filter((option) => option.status !== 'DELETED');
  return html`<h2>${category.name} <span class="badge">${ACCOUNT_STATUS_WORDS[category.status]}</span></h2>
    ${mayChange && forms(category, undefined)}
    ${scrolling(
      `Options of ${category.name}`,
      html`<table>
        <thead><tr><th scope="col">Option</th><th scope="col">Status</th>${mayChange && html`<th scope="col">Change</th>`}</tr></thead>
        <tbody>${options.map(
          (
            option,
          ) => html`<tr><td>${option.name}</td><td><span class="badge">${ACCOUNT_STATUS_WORDS[option.status]}</span></td>
            ${mayChange && html`<td>${forms(category, option)}</td>`}</tr>`,
        )}</tbody></table>`,
    )}
    ${
      mayChange &&
      html`<form method="post" class="actions"><input type="hidden" name="category" value="${category.id}">
      <label>New option of ${category.name} <input name="newOption" maxlength="100" required></label> <button>Add option</button></form>`
    }`;
}

/** What can be done to an option, or to the category itself. */
function forms(category: TrackingCategory, option: TrackingOption | undefined): Markup {
  const { name, status } = option ?? category;
  const unseen = html`<span class="unseen"> ${name}</span>`;
  const hidden = html`<input type="hidden" name="category" value="${category.id}">${option && html`<input type="hidden" name="option" value="${option.id}">`}`;
  const statusForm = (next: string, verb: string) =>
    html`<form method="post" class="actions">${hidden}<button name="status" value="${next}">${verb}${unseen}</button></form>`;
  return changes(
    name,
    html`<form method="post" class="actions">${hidden}<label>Name<span class="unseen"> of ${name}</span> <input name="name" value="${name}" maxlength="100" required></label> <button>Rename${unseen}</button></form>`,
    status === 'ACTIVE' ? statusForm('ARCHIVED', 'Archive') : statusForm('ACTIVE', 'Restore'),
    statusForm('DELETED', 'Delete'),
  );
}
