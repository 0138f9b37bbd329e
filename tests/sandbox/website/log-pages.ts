import { checkCall, isContractThere } from '../contract/check-call.ts';
import type { Sandbox } from '../sandbox.ts';
import type { LoggedCall } from '../server/call-log.ts';
import { get, type HandlerRoute } from '../server/handler.ts';
import type { Request } from '../server/request.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { forPeople, machinePage } from './view.ts';

const SHOWN_CALLS = 100;

/** The calls made to the sandbox: how many today, and the last ones in full, held against Xero's contract. */
export const logPages: HandlerRoute[] = [
  get(
    '/sandbox/log',
    forPeople(async (sandbox, user, request) => {
      const calls = selected(sandbox, request).slice(-SHOWN_CALLS).reverse();
      const rows: Markup[] = [];
      for (const call of calls) rows.push(callRow(sandbox, call, await checkCall(call)));
      return machinePage(
        'API log',
        user,
        request,
        html`
          ${todaysCalls(sandbox)}
          <h2>Last calls</h2>
          ${filterForm(sandbox, request)}
          <p class="quiet">The last ${SHOWN_CALLS} calls, the newest first.${!isContractThere && ' Xero’s contract is not on this computer, so calls are not held against it.'}</p>
          ${
            rows.length === 0
              ? html`<p>No such call was made.</p>`
              : scrolling(
                  'Calls',
                  html`<table><thead><tr><th scope="col">Time</th><th scope="col">Call</th><th scope="col">App</th><th scope="col">Organisation</th><th scope="col">Answer</th><th scope="col">Contract</th><th scope="col" class="amount">ms</th></tr></thead>
                  <tbody>${rows}</tbody></table>`,
                )
          }`,
      );
    }),
  ),
];

function selected(sandbox: Sandbox, { query }: Request): LoggedCall[] {
  const [method, path, tenantId] = ['method', 'path', 'organisation'].map(
    (name) => query.get(name)?.toLowerCase() ?? '',
  );
  return sandbox.log.list(
    (call) =>
      (!method || call.method.toLowerCase() === method) &&
      (!path || call.path.toLowerCase().includes(path)) &&
      (!tenantId || call.tenantId?.toLowerCase() === tenantId),
  );
}

function filterForm(sandbox: Sandbox, { query }: Request): Markup {
  const options = (name: string, values: [string, string][]) =>
    values.map(
      ([value, label]) =>
        html`<option value="${value}"${value === query.get(name) && html` selected`}>${label}</option>`,
    );
  const organisations = sandbox.organisations.all().map(({ id, name }): [string, string] => [id, name]);
  return html`<form class="actions">
    <label>Method <select name="method"><option value="">Any</option>${options(
      'method',
      ['GET', 'PUT', 'POST', 'DELETE'].map((method) => [method, method]),
    )}</select></label>
    <label>Path contains <input name="path" value="${query.get('path') ?? ''}"></label>
    <label>Organisation <select name="organisation"><option value="">Any</option>${options('organisation', organisations)}</select></label>
    <button>Show</button></form>`;
}

function todaysCalls(sandbox: Sandbox): Markup | false {
  const day = new Date(sandbox.clock.now()).toISOString().slice(0, 10);
  const counts = sandbox.log.countsOn(day);
  if (counts.length === 0) return false;
  return html`<h2>Today’s calls</h2>${scrolling(
    'Today’s calls',
    html`<table><thead><tr><th scope="col">Endpoint</th><th scope="col">Organisation</th><th scope="col" class="amount">Calls</th></tr></thead>
      <tbody>${counts.map(
        (count) =>
          html`<tr><td>${count.method} ${count.endpoint}</td><td>${sandbox.organisations.get(count.tenantId)?.name}</td><td class="amount">${count.calls}</td></tr>`,
      )}</tbody></table>`,
  )}`;
}

function callRow(sandbox: Sandbox, call: LoggedCall, problems: string[] | undefined): Markup {
  return html`<tr><td>${call.at.slice(11, 19)}</td>
    <td><details><summary>${call.method} ${call.path}${call.query && `?${decoded(call.query)}`}</summary>
      ${problems && problems.length > 0 && html`<p class="quiet">Not by the contract</p><pre>${problems.join('\n')}</pre>`}
      <p class="quiet">Asked</p><pre>${headersOf(call.requestHeaders)}\n\n${call.requestBody || '(nothing)'}</pre>
      <p class="quiet">Answered</p><pre>${headersOf(call.answerHeaders)}\n\n${call.answerBody || '(nothing)'}</pre></details></td>
    <td>${sandbox.apps.get(call.appId)?.name}</td><td>${sandbox.organisations.get(call.tenantId)?.name}</td><td>${call.status || 'none'}${call.fault && ` (${call.fault})`}</td>
    <td>${verdict(problems)}</td><td class="amount">${call.milliseconds}</td></tr>`;
}

/** A query as a person would write it. */
function decoded(query: string): string {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).join('&');
}

function verdict(problems: string[] | undefined): string {
  if (!problems) return isContractThere ? 'Says nothing' : '';
  if (problems.length === 0) return 'Valid';
  return `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
}

function headersOf(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
