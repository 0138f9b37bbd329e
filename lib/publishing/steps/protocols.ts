import type { StepKind } from '#lib/domain/publication/publication-steps.ts';
import { type Protocol, protocolOn } from '../dispatch/protocol.ts';
import type { OpenStep } from '../open-step.ts';
import { attachment } from './attachment.ts';
import { changedDocument } from './changed-document.ts';
import { newContact } from './contact.ts';
import { newDocument } from './document.ts';
import { undo } from './undo.ts';

const create = protocolOn(newDocument);
const change = protocolOn(changedDocument);

/** One file per kind of step; a kind that nothing makes steps of yet has none. */
const others: Partial<Record<StepKind, Protocol>> = {
  CONTACT: protocolOn(newContact),
  UNDO: protocolOn(undo),
  ATTACHMENT: protocolOn(attachment),
};

/** How a step is carried out. */
export function protocolOf({ kind, publication }: OpenStep): Protocol {
  const protocol = kind === 'DOCUMENT' ? (publication.operation === 'CREATE' ? create : change) : others[kind];
  if (!protocol) throw new Error(`Nothing carries out steps of the kind ${kind}`);
  return protocol;
}
