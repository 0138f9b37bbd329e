/** As many as are taken of a folder that is dropped by mistake. */
const MAX_FILES = 2_000;

/** What systems put into folders. */
const isJunk = (name: string) => name.startsWith('.') || /^(thumbs[.]db|desktop[.]ini)$/i.test(name);

/** The files that were dropped, with those of folders, however deep. Call it in the event itself: later the drop knows nothing. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const files: File[] = [];
  for (const entry of entries) if (entry) await gather(entry, files);
  return files;
}

async function gather(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length >= MAX_FILES || isJunk(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    if (file) files.push(file);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A folder is told a hundred entries at a time.
  for (let some = await next(reader); some.length > 0; some = await next(reader)) {
    for (const each of some) await gather(each, files);
  }
}

const next = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
