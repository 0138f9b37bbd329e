import type { Coding } from '../coding/coding.ts';
import { publicationKind } from '../publication/publication.ts';
import { aDocument } from '../words.ts';
import type { Circumstances } from './circumstances.ts';
import { asStatus } from './document-fields.ts';
import { type Problem, problem } from './problem.ts';

/** Whose role in the books lets them draft and submit but not approve has each approved document refused there. */
export function approver(coding: Coding, { workspace, lists }: Circumstances): Problem[] {
  const { type, publishAs } = coding;
  if (publishAs !== 'AUTHORISED') return [];
  if (!lists.mayNotApprove?.includes(publicationKind(workspace, coding))) return [];
  const message = `Whoever connected the books may not approve ${aDocument(workspace, type)} there. Publish it for somebody there to approve, or have an admin reconnect as a person who may.`;
  return [
    problem('mayNotApprove', 'publishAs', message, {
      fixes: (['SUBMITTED', 'DRAFT'] as const).map((status) => asStatus(status, lists.rules)),
    }),
  ];
}
