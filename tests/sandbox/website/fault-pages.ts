import { armFault, faultSchema } from '../control/machine.ts';
import { ControlProblem } from '../control/reply.ts';
import type { Fault, FaultKind } from '../faults/faults.ts';
import type { Sandbox } from '../sandbox.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { formOf } from '../server/request.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { backTo, forPeople, machinePage } from './view.ts';

/** Calls that go wrong on purpose. */
export const faultPages: HandlerRoute[] = [
  get(
    '/sandbox/faults',
    forPeople((sandbox, user, request) => machinePage('Faults', user, request, faults(sandbox))),
  ),
  post(
    '/sandbox/faults',
    forPeople((sandbox, _user, request) => {
      const form = formOf(request);
      const remove = form.get('remove');
      if (remove) {
        if (remove === 'all') sandbox.faults.clear();
        else sandbox.faults.remove(remove);
        return backTo(
          '/sandbox/faults',
          'notice',
          remove === 'all' ? 'All faults are cleared.' : 'The fault is cleared.',
        );
      }
      const parsed = faultSchema.safeParse({
        kind: form.get('kind'),
        status: Number(form.get('status') || 500),
        milliseconds: Number(form.get('milliseconds')),
        method: form.get('method') || undefined,
        path: form.get('path') || undefined,
        tenantId: form.get('tenantId') || undefined,
        remaining: form.get('remaining') ? Number(form.get('remaining')) : undefined,
        share: Number(form.get('share')) / 100,
        message: form.get('message') || undefined,
        about: form.get('about') || undefined,
      });
      if (!parsed.success) {
        return backTo(
          '/sandbox/faults',
          'problem',
          'A status is from 400 to 599, a share above 0 and up to 100 per cent, and a refusal has a message.',
        );
      }
      try {
        armFault(sandbox, parsed.data);
      } catch (error) {
        if (error instanceof ControlProblem) return backTo('/sandbox/faults', 'problem', error.message);
        throw error;
      }
      return backTo('/sandbox/faults', 'notice', 'The fault is armed.');
    }),
  ),
];

const KIND_WORDS: Record<FaultKind, string> = {
  status: 'Answer a status',
  delay: 'Answer late',
  'drop-before': 'Drop the connection before the change',
  'drop-after': 'Drop the connection after the change',
  rubbish: 'Answer rubbish',
  refuse: 'Refuse what is written',
};

function faults(sandbox: Sandbox): Markup {
  const armed = sandbox.faults.list();
  return html`
    <p>A fault spoils calls to the API and to the token endpoint. Of several that fit a call, one for the next calls comes
      before one that stands. A restart of the sandbox clears them all.</p>
    ${
      armed.length === 0
        ? html`<p>No fault is armed.</p>`
        : html`${scrolling(
            'Faults',
            html`<table><thead><tr><th scope="col">Fault</th><th scope="col">Spoils</th><th scope="col">Calls left</th><th scope="col">Share</th><th scope="col">Action</th></tr></thead>
            <tbody>${armed.map((fault) => row(sandbox, fault))}</tbody></table>`,
          )}<form method="post" class="actions"><button name="remove" value="all">Clear all faults</button></form>`
    }
    <h2>Add a fault</h2>
    <div class="panel"><form method="post" class="fields">
      <label>What happens <select name="kind">${Object.entries(KIND_WORDS).map(([kind, words]) => html`<option value="${kind}">${words}</option>`)}</select></label>
      <label>Status <input type="number" name="status" value="500" min="400" max="599" list="statuses"></label>
      <datalist id="statuses"><option value="429"></option><option value="500"></option><option value="503"></option></datalist>
      <label>Refusal says <input name="message" placeholder="Invoice # must be unique."></label>
      <label>Refuse what contains <input name="about"></label>
      <label>Delay in ms <input type="number" name="milliseconds" value="0" min="0" max="600000"></label>
      <label>Method <select name="method"><option value="">Any</option><option>GET</option><option>PUT</option><option>POST</option><option>DELETE</option></select></label>
      <label>Path contains <input name="path" placeholder="/Invoices"></label>
      <label>Organisation <select name="tenantId"><option value="">Any</option>${sandbox.organisations.all().map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>
      <label>Next calls <input type="number" name="remaining" min="1" placeholder="all"></label>
      <label>Share in % <input type="number" name="share" value="100" min="1" max="100"></label>
      <p><button class="primary">Add fault</button></p></form></div>`;
}

function row(sandbox: Sandbox, fault: Fault): Markup {
  const words = `${KIND_WORDS[fault.kind]}${fault.kind === 'status' ? ` ${fault.status}` : ''}${fault.message ? `: ${fault.message}` : ''}`;
  const organisation = sandbox.organisations.get(fault.tenantId)?.name;
  return html`<tr><td>${words}${fault.milliseconds > 0 && ` after ${fault.milliseconds} ms`}</td>
    <td>${fault.method ?? 'Any method'}, ${fault.path ? html`<code>${fault.path}</code>` : 'any path'}${organisation && `, ${organisation}`}</td>
    <td>${fault.remaining ?? 'Until cleared'}</td><td>${Math.round(fault.share * 100)}%</td>
    <td><form method="post"><button name="remove" value="${fault.id}">Clear<span class="unseen">: ${words}</span></button></form></td></tr>`;
}
