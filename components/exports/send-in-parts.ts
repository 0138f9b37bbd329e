import { failure, ok, type Result } from '#lib/domain/result.ts';

/** Times that a part is tried when the connection breaks off. */
const MAX_TRIES = 5;
const WAIT_MS = 2_000;

/** Sends a file part by part, each until it has come; `onSent` is told how many bytes have. */
export async function sendInParts(
  file: File,
  partBytes: number,
  pathOf: (part: number) => string,
  onSent: (bytes: number) => void,
): Promise<Result<null>> {
  for (let part = 0; part * partBytes < file.size; part++) {
    const end = Math.min((part + 1) * partBytes, file.size);
    const sent = await sendPart(file.slice(part * partBytes, end), pathOf(part));
    if (!sent.ok) return sent;
    onSent(end);
  }
  return ok(null);
}

async function sendPart(body: Blob, path: string): Promise<Result<null>> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(path, { method: 'POST', body }).catch(() => null);
    if (answer?.ok) return ok(null);
    const mayHelp = !answer || answer.status >= 500;
    if (!mayHelp || tries === MAX_TRIES) {
      const told = (await answer?.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
      return told?.error ? failure(told.error.code, told.error.message) : offline;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS * tries));
  }
}

const offline = failure(
  'offline',
  'The connection broke off before all had come. Nothing was made: choose the file again.',
);
