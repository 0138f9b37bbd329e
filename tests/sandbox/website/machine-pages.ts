import { faultSchema } from '../control/machine.ts';
import { page } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { formOf } from '../server/request.ts';
import { html } from './html.ts';
import { scrolling, site } from './layout.ts';
import { backTo, forPeople } from './view.ts';
import { moment } from './words.ts';

const DAY_SECONDS = 86_400;

/** What is about the sandbox and not about any books: its clock and its faults. */
export const machinePages: HandlerRoute[] = [
  get(
    '/sandbox/clock',
    forPeople((sandbox, user, request) =>
      page(
        site(
          'Clock',
          { user, notice: request.query.get('notice') ?? undefined },
          html`
      <div class="panel"><p>The sandbox’s clock shows <strong>${moment(sandbox.clock.now())}</strong>${
        sandbox.clock.offsetMs !== 0 &&
        `, ${(sandbox.clock.offsetMs / DAY_SECONDS / 1000).toFixed(2)} days away from this computer’s`
      }.</p>
      <div class="actions">${(
        [
          ['60', 'One minute on'],
          ['1800', 'Half an hour on'],
          [String(DAY_SECONDS), 'One day on'],
          [String(60 * DAY_SECONDS), 'Sixty days on'],
          ['reset', 'Back to the present'],
        ] as const
      ).map(
        ([by, label]) => html`<form method="post"><button name="by" value="${by}">${label}</button></form>`,
      )}</div></div>`,
        ),
      ),
    ),
  ),
  post(
    '/sandbox/clock',
    forPeople((sandbox, _user, request) => {
      const by = formOf(request).get('by') ?? '';
      const offset = by === 'reset' ? 0 : sandbox.clock.offsetMs + Number(by) * 1000;
      if (!Number.isFinite(offset)) return backTo('/sandbox/clock', 'notice', 'The clock stays as it is.');
      sandbox.store.transact(() => sandbox.clock.setOffset(offset));
      return backTo('/sandbox/clock', 'notice', 'The clock is moved.');
    }),
  ),

  get(
    '/sandbox/faults',
    forPeople((sandbox, user, request) =>
      page(
        site(
          'Faults',
          {
            user,
            notice: request.query.get('notice') ?? undefined,
            problem: request.query.get('problem') ?? undefined,
          },
          html`
      <p>A fault spoils calls to the API and to the token endpoint. A restart of the sandbox clears them all.</p>
      ${
        sandbox.faults.list().length === 0
          ? html`<p>No fault is armed.</p>`
          : html`${scrolling(
              'Faults',
              html`<table><thead><tr><th scope="col">Fault</th><th scope="col">Hits</th><th scope="col">Left</th><th scope="col">Share</th><th scope="col">Action</th></tr></thead>
            <tbody>${sandbox.faults.list().map(
              (fault) => html`<tr>
              <td>${fault.kind}${fault.kind === 'status' && ` ${fault.status}`}${fault.milliseconds > 0 && ` after ${fault.milliseconds} ms`}</td>
              <td>${fault.method ?? 'Any method'} ${fault.path ?? 'any path'}</td><td>${fault.remaining ?? 'Until cleared'}</td><td>${Math.round(fault.share * 100)}%</td>
              <td><form method="post"><button name="remove" value="${fault.id}">Clear</button></form></td></tr>`,
            )}</tbody></table>`,
            )}`
      }
      <h2>Add a fault</h2>
      <div class="panel"><form method="post" class="actions">
        <label>What happens <select name="kind">
          <option value="status">Answer a status</option><option value="delay">Answer late</option>
          <option value="drop-before">Drop the connection before the change</option><option value="drop-after">Drop the connection after the change</option>
          <option value="rubbish">Answer rubbish</option></select></label>
        <label>Status <select name="status"><option>429</option><option selected>500</option><option>503</option></select></label>
        <label>Delay in ms <input type="number" name="milliseconds" value="0" min="0" max="600000"></label>
        <label>Method <select name="method"><option value="">Any</option><option>GET</option><option>PUT</option><option>POST</option><option>DELETE</option></select></label>
        <label>Path contains <input name="path" placeholder="/Invoices"></label>
        <label>Next calls <input type="number" name="remaining" min="1" placeholder="all"></label>
        <label>Share in % <input type="number" name="share" value="100" min="0" max="100"></label>
        <button>Add fault</button></form></div>`,
        ),
      ),
    ),
  ),
  post(
    '/sandbox/faults',
    forPeople((sandbox, _user, request) => {
      const form = formOf(request);
      const id = form.get('remove');
      if (id) {
        sandbox.faults.remove(id);
        return backTo('/sandbox/faults', 'notice', 'Cleared.');
      }
      const parsed = faultSchema.safeParse({
        kind: form.get('kind'),
        status: Number(form.get('status')),
        milliseconds: Number(form.get('milliseconds')),
        method: form.get('method') || undefined,
        path: form.get('path') || undefined,
        remaining: form.get('remaining') ? Number(form.get('remaining')) : undefined,
        share: Number(form.get('share')) / 100,
      });
      if (!parsed.success) return backTo('/sandbox/faults', 'problem', 'That is no fault the sandbox knows.');
      sandbox.faults.add(parsed.data);
      return backTo('/sandbox/faults', 'notice', 'Armed.');
    }),
  ),
];
