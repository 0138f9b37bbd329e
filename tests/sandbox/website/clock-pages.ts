import { clockOffsetAfter } from '../control/machine.ts';
import { ControlProblem } from '../control/reply.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { formOf } from '../server/request.ts';
import { html } from './html.ts';
import { backTo, forPeople, machinePage } from './view.ts';
import { moment } from './words.ts';

const DAY_SECONDS = 86_400;

const JUMPS = [
  ['-86400', 'One day back'],
  ['60', 'One minute on'],
  ['1800', 'Half an hour on'],
  [String(DAY_SECONDS), 'One day on'],
  [String(60 * DAY_SECONDS), 'Sixty days on'],
] as const;

/** The sandbox's time, which people move. */
export const clockPages: HandlerRoute[] = [
  get(
    '/sandbox/clock',
    forPeople((sandbox, user, request) => {
      const now = sandbox.clock.now();
      const seconds = Math.round(sandbox.clock.offsetMs / 1000);
      return machinePage(
        'Clock',
        user,
        request,
        html`
      <div class="panel"><p>The sandbox’s clock shows <strong>${moment(now)}</strong>${seconds !== 0 && `, ${distance(seconds)} this computer’s`}.</p>
      <p class="quiet">Tokens end, limits run out and webhooks are tried again by this clock.</p>
      <div class="actions">${JUMPS.map(
        ([by, label]) => html`<form method="post"><button name="by" value="${by}">${label}</button></form>`,
      )}${seconds !== 0 && html`<form method="post"><button name="by" value="reset">Back to the present</button></form>`}</div>
      <form method="post" class="actions"><label>Set to (UTC) <input type="datetime-local" name="to" value="${new Date(now).toISOString().slice(0, 16)}" required></label> <button>Set clock</button></form></div>`,
      );
    }),
  ),
  post(
    '/sandbox/clock',
    forPeople((sandbox, _user, request) => {
      const form = formOf(request);
      const [by, to] = [form.get('by'), form.get('to')];
      const move = to
        ? { now: `${to}Z` }
        : by === 'reset'
          ? { reset: true as const }
          : { advanceSeconds: Number(by || Number.NaN) };
      try {
        const offset = clockOffsetAfter(sandbox, move);
        sandbox.store.transact(() => sandbox.clock.setOffset(offset));
      } catch (error) {
        if (error instanceof ControlProblem) return backTo('/sandbox/clock', 'problem', error.message);
        throw error;
      }
      return backTo('/sandbox/clock', 'notice', by === 'reset' ? 'The clock is right again.' : 'The clock is moved.');
    }),
  ),
];

/** `2 days 3 hours ahead of` */
function distance(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const shown = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`);
  return `${shown.join(' ') || 'less than a minute'} ${seconds > 0 ? 'ahead of' : 'behind'}`;
}
