import type { Failure } from '#lib/domain/result.ts';
import type { AddedDocument } from '#lib/intake/add-document.ts';
import type { ArrivalProgress } from '#lib/intake/arrivals/arrival-progress.ts';

/** What is told while a ZIP file is sent and opened. */
export type ArchiveNews =
  | { kind: 'sending'; sentBytes: number }
  | { kind: 'unpacking'; arrivalId: string; progress: ArrivalProgress }
  | { kind: 'added'; document: AddedDocument }
  | { kind: 'refused'; message: string; canRetry: boolean };

const LOOK_EVERY_MS = 1_000;
/** A part is sent again when the line was lost, or the server had no room. */
const TRIES = 4;
const AGAIN_AFTER_MS = 1_500;

/** Whether a file is a ZIP file by its first bytes: an archive, or an office file, which the server tells apart. */
export async function isZip(file: File): Promise<boolean> {
  const head = new Uint8Array(
    await file
      .slice(0, 4)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** Sends a ZIP file in parts, and tells how far the server is with what is in it, until that is over. */
export async function sendArchive(file: File, address: string, query: string, tell: (news: ArchiveNews) => void) {
  const begun = await asked<{ id: string; partBytes: number }>(`${address}?${query}&bytes=${file.size}`, null);
  if (!begun.ok) return tell(refusalOf(begun));
  const { id, partBytes } = begun.value;
  tell({ kind: 'sending', sentBytes: 0 });
  for (let part = 0; part * partBytes < file.size; part++) {
    const body = file.slice(part * partBytes, (part + 1) * partBytes);
    const kept = await asked<{ received: number; document?: AddedDocument }>(`${address}/${id}/${part}`, body);
    if (!kept.ok) return tell(refusalOf(kept));
    if (kept.value.document) return tell({ kind: 'added', document: kept.value.document });
    tell({ kind: 'sending', sentBytes: kept.value.received });
  }
  await followArchive(id, address, tell);
}

/** Tells how far a ZIP file is that has been sent, until it is over. */
export async function followArchive(id: string, address: string, tell: (news: ArchiveNews) => void) {
  for (let misses = 0; misses < 30; ) {
    const looked = await look(`${address}/${id}`);
    if (looked === 'gone')
      return tell({ kind: 'refused', message: 'This ZIP file is no longer known here.', canRetry: false });
    if (looked === null) misses += 1;
    else {
      misses = 0;
      tell({ kind: 'unpacking', arrivalId: id, progress: looked });
      if (looked.state === 'DONE' || looked.state === 'FAILED') return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const message = 'It has come whole and is being opened, but the connection is lost. See Submission history.';
  tell({ kind: 'refused', message, canRetry: false });
}

async function look(address: string): Promise<ArrivalProgress | 'gone' | null> {
  try {
    const answer = await fetch(address);
    if (answer.ok) return (await answer.json()) as ArrivalProgress;
    return answer.status === 422 || answer.status === 404 || answer.status === 401 ? 'gone' : null;
  } catch {
    return null;
  }
}

type Asked<T> = { ok: true; value: T } | { ok: false; status: number; error: Failure | undefined };

async function asked<T>(address: string, body: Blob | null): Promise<Asked<T>> {
  let last: Asked<T> = { ok: false, status: 0, error: undefined };
  for (let tried = 0; tried < TRIES; tried++) {
    if (tried > 0) await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * tried));
    try {
      const answer = await fetch(address, { method: 'POST', body });
      const said = await answer.json().catch(() => null);
      if (answer.ok) return { ok: true, value: said as T };
      last = { ok: false, status: answer.status, error: (said as { error?: Failure } | null)?.error };
      if (answer.status < 500) return last;
    } catch {
      last = { ok: false, status: 0, error: undefined };
    }
  }
  return last;
}

function refusalOf({ status, error }: Extract<Asked<unknown>, { ok: false }>): ArchiveNews {
  const lost = status === 0 ? 'The connection broke off. Nothing was added.' : null;
  const message = error?.message ?? lost ?? 'The server did not take this file. Try again in a moment.';
  return { kind: 'refused', message, canRetry: status === 0 || status >= 500 || !error };
}
