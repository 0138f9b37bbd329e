import { noteOf } from '#lib/domain/publication/ledger-document.ts';
import { ok } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import { reason } from '../dispatch/answer.ts';
import { recordEvent } from '../publication-events.ts';
import { followingStep } from './following.ts';

/** The link back to the item, in the history of a document that has no field for it. */
export const note = followingStep({
  kind: 'NOTE',
  noVerdict: reason('The link back to the item could not be written into the history of the document.'),
  unreadable: reason('The link back to the item could not be written into the history of the document.'),
  gone: reason('What was published is no longer in the accounting software, so no link was written there.'),

  ask: async ({ ledger }, { publication }) => ok({ body: ledger.noteBody(noteOf(env().APP_URL, publication.item)) }),

  async send(ledger, target, request) {
    const sent = await ledger.addNote(target, request);
    return sent.ok ? ok({ ok: true, ledgerId: null }) : sent;
  },

  async find({ ledger }, _step, target, body) {
    const found = await ledger.hasNote(target, body);
    return found.ok ? ok(found.value ? true : null) : found;
  },

  // That a link was written is nothing that anybody needs to be told.
  told: () => null,
  failed: (transaction, { publication }, reasons) => recordEvent(transaction, publication, 'noteFailed', { reasons }),
});
