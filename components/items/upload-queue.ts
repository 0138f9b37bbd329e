import { setback } from '#components/ui/setbacks.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Failure } from '#lib/domain/result.ts';
import type { AddedDocument } from '#lib/intake/add-document.ts';
import type { ArrivalProgress } from '#lib/intake/arrivals/arrival-progress.ts';
import type { HeldDocument } from '#lib/intake/arrivals/hold-for-split.ts';
import { type ArchiveNews, followArchive, isZip, sendArchive } from './archive-upload.ts';

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
    /** Kept until its sender has said how it is split. */
    | { kind: 'held'; arrivalId: string; items: number }
    /** A ZIP file that has come; what is in it is added, or has been. */
    | { kind: 'unpacking'; progress: ArrivalProgress }
    | { kind: 'refused'; message: string; canRetry: boolean };
};

/** Whether nothing more is to come of it. */
export const isOver = ({ state }: UploadEntry): boolean =>
  state.kind === 'added' ||
  state.kind === 'refused' ||
  state.kind === 'held' ||
  (state.kind === 'unpacking' && ['DONE', 'FAILED'].includes(state.progress.state));

/** `owner` is an owner's id or `nobody`; null for the sender's own. */
type Sent = { file: File; owner: string | null; how: SplitWay };

/** Sent at the same time: enough to fill a line, and the first are done while the rest wait. */
const AT_ONCE = 3;

/** The files that are being added, in the order in which they were given. Lives as long as the page's shell. */
export class UploadQueue {
  private entries: readonly UploadEntry[] = [];
  private readonly files = new Map<number, Sent>();
  private readonly listeners = new Set<() => void>();
  private nextId = 1;
  private readonly slug: string;
  private readonly workspace: Workspace;
  private readonly onAdded: () => void;

  constructor({ slug, workspace, onAdded }: { slug: string; workspace: Workspace; onAdded: () => void }) {
    this.slug = slug;
    this.workspace = workspace;
    this.onAdded = onAdded;
    for (const { id, name, byteSize } of this.left()) this.follow(id, { name, byteSize });
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = () => this.entries;

  add(files: readonly File[], { owner = null, how = 'file' }: { owner?: string | null; how?: SplitWay } = {}): void {
    const added = files.map((file): UploadEntry => {
      const id = this.nextId++;
      this.files.set(id, { file, owner, how });
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
    this.change(this.entries.filter((entry) => !isOver(entry)));
  }

  private start(): void {
    const busy = this.entries.filter(({ state }) => state.kind === 'sending' || state.kind === 'checking').length;
    const waiting = this.entries.filter(({ state }) => state.kind === 'waiting');
    for (const { id, name } of waiting.slice(0, AT_ONCE - busy)) {
      const kept = this.files.get(id);
      if (kept) void this.sendOne(id, name, kept);
    }
  }

  private async sendOne(id: number, name: string, kept: Sent): Promise<void> {
    this.set(id, { kind: 'sending', sentBytes: 0 });
    if (!(await isZip(kept.file))) return this.send(id, name, kept);
    const { file, owner, how } = kept;
    const query = new URLSearchParams({ name, workspace: this.workspace, how, ...(owner !== null && { owner }) });
    await sendArchive(file, this.archives, query.toString(), (news) => this.hear(id, news));
  }

  private get archives(): string {
    return `/${this.slug}/arrivals`;
  }

  /** An archive that was sent before the page was loaded anew. */
  private follow(arrivalId: string, file: { name: string; byteSize: number }): void {
    const id = this.nextId++;
    this.change([...this.entries, { id, ...file, state: { kind: 'checking' } }]);
    void followArchive(arrivalId, this.archives, (news) => this.hear(id, news));
  }

  private hear(id: number, news: ArchiveNews): void {
    if (news.kind === 'added') {
      this.end(id, { ...news, isRemoved: false });
      this.onAdded();
    } else if (news.kind === 'unpacking') {
      const entry = this.entries.find((each) => each.id === id);
      const before = entry?.state.kind === 'unpacking' ? entry.state.progress.done : 0;
      this.files.delete(id);
      if (!entry) return;
      const state = { kind: 'unpacking', progress: news.progress } as const;
      this.set(id, state);
      this.keepLeft(news.arrivalId, isOver({ ...entry, state }) ? null : entry);
      if (news.progress.done > before) this.onAdded();
      this.start();
    } else if (news.kind === 'refused') this.end(id, news);
    else this.set(id, news);
  }

  /** Archives that were not done when this tab last looked, so that a page that is loaded anew goes on telling of them. */
  private left(): { id: string; name: string; byteSize: number }[] {
    try {
      return JSON.parse(window.sessionStorage.getItem(this.archives) ?? '[]');
    } catch {
      return [];
    }
  }

  private keepLeft(id: string, entry: UploadEntry | null): void {
    const others = this.left().filter((each) => each.id !== id);
    const own = entry ? [{ id, name: entry.name, byteSize: entry.byteSize }] : [];
    try {
      window.sessionStorage.setItem(this.archives, JSON.stringify([...others, ...own]));
    } catch {
      // Without it only the list at the foot of the page is shorter after a reload.
    }
  }

  // fetch can't tell how much has been sent; XMLHttpRequest can.
  private send(id: number, name: string, { file, owner, how }: Sent): void {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ workspace: this.workspace, name, how, ...(owner !== null && { owner }) });
    request.open('POST', `/${this.slug}/documents?${query}`);
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
      const { held } = body as Partial<HeldDocument>;
      this.end(
        id,
        held
          ? { kind: 'held', arrivalId: held.arrivalId, items: held.items }
          : { kind: 'added', document: body as AddedDocument, isRemoved: false },
      );
      this.onAdded();
      return;
    }
    const error = (body as { error?: Failure } | null)?.error;
    if (status === 401 || status === 404) setback();
    const message = error?.message ?? 'The server did not take this file. Try again in a moment.';
    this.end(id, { kind: 'refused', message, canRetry: status >= 500 || !error });
  }

  private end(id: number, state: UploadEntry['state']): void {
    if (state.kind === 'added' || state.kind === 'held') this.files.delete(id);
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
