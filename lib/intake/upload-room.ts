import { MAX_DOCUMENT_BYTES } from '#lib/documents/document-kind.ts';

export type RoomLimits = { bytes: number; bytesPerPerson: number };

/**
 * The memory that uploads may take of the web server, from when they are read until they are kept or refused: of all
 * people together, and of one.
 */
export class UploadRoom {
  private readonly limits: RoomLimits;
  /** By person; none is zero. */
  private readonly taken = new Map<string, number>();

  constructor(limits: RoomLimits) {
    this.limits = limits;
  }

  /** Room for an upload until what is returned is called; null when there is none just now. */
  take(person: string, bytes: number): (() => void) | null {
    const own = this.taken.get(person) ?? 0;
    const all = [...this.taken.values()].reduce((sum, each) => sum + each, 0);
    if (own + bytes > this.limits.bytesPerPerson || all + bytes > this.limits.bytes) return null;
    this.taken.set(person, own + bytes);
    return () => {
      const left = (this.taken.get(person) ?? 0) - bytes;
      if (left > 0) this.taken.set(person, left);
      else this.taken.delete(person);
    };
  }
}

/** A browser sends three files at once (upload-queue.ts), and a person may have two. */
export const uploadRoom = new UploadRoom({ bytes: 16 * MAX_DOCUMENT_BYTES, bytesPerPerson: 6 * MAX_DOCUMENT_BYTES });
