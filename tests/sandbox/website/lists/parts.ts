import { Fields } from '../../accounting/api/reading.ts';
import { html, type Markup } from '../html.ts';

/** What can be done to a row, folded away so that the list stays a list. */
export function changes(name: string, ...forms: (Markup | false)[]): Markup {
  return html`<details><summary>Change<span class="unseen"> ${name}</span></summary><div class="stack">${forms}</div></details>`;
}

/** A form that gives a row another name. */
export function rename(id: string, field: string, name: string): Markup {
  return rowForm(
    id,
    html`<label>Name<span class="unseen"> of ${name}</span> <input name="${field}" value="${name}" required></label> <button>Rename<span class="unseen"> ${name}</span></button>`,
  );
}

/** A form of one button that sets a field of a row. */
export function button(id: string, field: string, value: string, label: string, name: string): Markup {
  return rowForm(
    id,
    html`<button name="${field}" value="${value}">${label}<span class="unseen"> ${name}</span></button>`,
  );
}

export function rowForm(id: string, content: Markup): Markup {
  return html`<form method="post" class="actions"><input type="hidden" name="id" value="${id}">${content}</form>`;
}

/** The named fields of a form that were sent, under Xero's names. Those left empty count as not sent. */
export function fieldsOf(form: URLSearchParams, names: string[]): Fields {
  const sent = names.filter((name) => form.get(name)?.trim()).map((name) => [name, form.get(name)]);
  return new Fields(Object.fromEntries(sent), '');
}
