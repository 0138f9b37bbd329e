import { setback } from '#components/ui/setbacks.ts';
import type { Failure } from '#lib/domain/result.ts';
import type { AddedDocument } from '#lib/intake/add-document.ts';

/** One file on its way in. */
export type UploadEntry = {
  id: number;
  name: string;
  byteSize: number;
  state:
    | { kind: 'waiting' }
    /** Bytes that have left the browser. */
    | { kind: 'sending'; sentBytes: number }
    /** All sent; the server reads it. */
    | { kind: 'checking' }
    | { kind: 'added'; document: AddedDocument; isRemoved: boolean }
    | { kind: 'refused'; message: string; canRetry: boolean };
};

/** Sent at the same time: enough to fill a line, and the first are done while the rest wait. */
const AT_ONCE = 3;

/** The files that are being added, in the order in which they were given. Lives as long as the page's shell. */
export class UploadQueue {
  private entries: readonly UploadEntry[] = [];
  private readonly files = new Map<number, { file: File; owner: string | null }>();
  private readonly listeners = new Set<() => void>();
  private nextId = 1;
  private readonly address: string;
  private readonly onAdded: () => void;

  constructor(address: string, onAdded: () => void) {
    this.address = address;
    this.onAdded = onAdded;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = () => this.entries;

  /** `owner` is an owner's id or `nobody`; null for the sender's own. */
  add(files: readonly File[], owner: string | null = null): void {
    const added = files.map((file): UploadEntry => {
      const id = this.nextId++;
      this.files.set(id, { file, owner });
      return { id, name: file.name, byteSize: file.size, state: { kind: 'waiting' } };
    });
    this.change([...this.entries, ...added]);
    this.start();
  }

  retry(id: number): void {
    this.set(id, { kind: 'waiting' });
    this.start();
  }

  markRemoved(id: number): void {
    this.change(
      this.entries.map((entry) =>
        entry.id === id && entry.state.kind === 'added'
          ? { ...entry, state: { ...entry.state, isRemoved: true } }
          : entry,
      ),
    );
  }

  /** Forgets what has ended. */
  clear(): void {
    this.change(this.entries.filter(({ state }) => state.kind !== 'added' && state.kind !== 'refused'));
  }

  private start(): void {
    const busy = this.entries.filter(({ state }) => state.kind === 'sending' || state.kind === 'checking').length;
    const waiting = this.entries.filter(({ state }) => state.kind === 'waiting');
    for (const { id, name } of waiting.slice(0, AT_ONCE - busy)) {
      const kept = this.files.get(id);
      if (kept) this.send(id, name, kept);
    }
  }

  // fetch can't tell how much has been sent; XMLHttpRequest can.
  private send(id: number, name: string, { file, owner }: { file: File; owner: string | null }): void {
    const request = new XMLHttpRequest();
    request.open('POST', `${this.address}&${new URLSearchParams({ name, ...(owner !== null && { owner }) })}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => this.set(id, { kind: 'sending', sentBytes: loaded });
    request.upload.onload = () => this.set(id, { kind: 'checking' });
    request.onload = () => this.settle(id, request.status, request.response);
    request.onerror = () =>
      this.end(id, { kind: 'refused', message: 'The connection broke off. Nothing was added.', canRetry: true });
    this.set(id, { kind: 'sending', sentBytes: 0 });
    request.send(file);
  }

  private settle(id: number, status: number, body: unknown): void {
    if (status === 200) {
      this.end(id, { kind: 'added', document: body as AddedDocument, isRemoved: false });
      this.onAdded();
      return;
    }
    const error = (body as { error?: Failure } | null)?.error;
    if (status === 401 || status === 404) setback();
    const message = error?.message ?? 'The server did not take this file. Try again in a moment.';
    this.end(id, { kind: 'refused', message, canRetry: status >= 500 || !error });
  }

  private end(id: number, state: UploadEntry['state']): void {
    if (state.kind === 'added') this.files.delete(id);
    this.set(id, state);
    this.start();
  }

  private set(id: number, state: UploadEntry['state']): void {
    this.change(this.entries.map((entry) => (entry.id === id ? { ...entry, state } : entry)));
  }

  private change(entries: readonly UploadEntry[]): void {
    this.entries = entries;
    for (const listener of this.listeners) listener();
  }
}
