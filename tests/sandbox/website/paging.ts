import type { Request } from '../server/request.ts';
import { html, type Markup } from './html.ts';

const ROWS_ON_A_PAGE = 100;

/** A page of rows, its number from 1, and how many rows and pages there are. */
export interface Paged<T> {
  rows: readonly T[];
  page: number;
  pages: number;
  count: number;
}

/** The rows of the page that `?page=` names; beyond the last it is the last. */
export function pageOf<T>(query: URLSearchParams, all: readonly T[]): Paged<T> {
  const pages = Math.max(1, Math.ceil(all.length / ROWS_ON_A_PAGE));
  const asked = Number(query.get('page'));
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  return { rows: all.slice((page - 1) * ROWS_ON_A_PAGE, page * ROWS_ON_A_PAGE), page, pages, count: all.length };
}

/** The way to the other pages, where there are some. What is selected stays selected. */
export function pageLinks(request: Request, { page, pages, count }: Omit<Paged<unknown>, 'rows'>): Markup | false {
  if (pages === 1) return false;
  const link = (to: number, label: string) => {
    const query = new URLSearchParams(request.query);
    for (const name of ['notice', 'problem']) query.delete(name);
    query.set('page', String(to));
    return to >= 1 && to <= pages && html`<a href="?${query.toString()}">${label}</a>`;
  };
  return html`<nav class="tabs" aria-label="Pages"><span class="quiet">Page ${page} of ${pages}, ${count} in all</span>
    ${page > 2 && link(1, 'First')}${link(page - 1, 'Previous')}${link(page + 1, 'Next')}${page < pages - 1 && link(pages, 'Last')}</nav>`;
}
