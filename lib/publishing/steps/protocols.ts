import type { StepKind } from '#lib/domain/publication/publication-steps.ts';
import { type Protocol, protocolOn } from '../dispatch/protocol.ts';
import type { OpenStep } from '../open-step.ts';
import { allocation } from './allocation.ts';
import { attachment } from './attachment.ts';
import { changedDocument } from './changed-document.ts';
import { newContact } from './contact.ts';
import { newDocument } from './document.ts';
import { note } from './note.ts';
import { payment } from './payment.ts';
import { undo } from './undo.ts';

const create = protocolOn(newDocument);
const change = protocolOn(changedDocument);

/** One file per kind of step. */
const others: Record<Exclude<StepKind, 'DOCUMENT'>, Protocol> = {
  CONTACT: protocolOn(newContact),
  UNDO: protocolOn(undo),
  PAYMENT: protocolOn(payment),
  ALLOCATION: protocolOn(allocation),
  NOTE: protocolOn(note),
  ATTACHMENT: protocolOn(attachment),
};

/** How a step is carried out. */
export function protocolOf({ kind, publication }: OpenStep): Protocol {
  if (kind !== 'DOCUMENT') return others[kind];
  return publication.operation === 'CREATE' ? create : change;
}
