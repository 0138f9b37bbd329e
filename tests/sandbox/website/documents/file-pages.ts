import { create as contentDisposition } from 'content-disposition';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute } from '../../server/handler.ts';
import { forMembers, notFound, type View } from '../view.ts';

export const filePages: HandlerRoute[] = [get('/organisations/:organisation/files/:id', forMembers(showFile))];

const SHOWN_IN_THE_BROWSER = /^(application\/pdf|image\/(png|jpeg|webp|gif))$/;

/** The file itself. What a browser would run is only ever downloaded. */
function showFile({ sandbox, books, params }: View): Answer {
  const file = books.attachments.get(params.id);
  const bytes = file && sandbox.store.readBlob(file.blobId);
  if (!file || !bytes) return notFound('There is no such file.');
  const isShown = SHOWN_IN_THE_BROWSER.test(file.mimeType);
  return {
    status: 200,
    headers: {
      'content-type': isShown ? file.mimeType : 'application/octet-stream',
      'content-disposition': contentDisposition(file.fileName, { type: isShown ? 'inline' : 'attachment' }),
      'x-content-type-options': 'nosniff',
    },
    body: bytes,
  };
}
