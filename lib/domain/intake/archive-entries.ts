import { normalText } from '../normal-text.ts';

/** A file of an archive by its directory. */
export type ListedFile = { name: string; size: number };

/** What is in an archive: files to be added, in the order of their names, and how many are none of anybody's documents. */
export type ArchiveContents<F extends ListedFile> = { files: F[]; skipped: number };

/** What systems put beside documents: previews, settings of folders, marks of packers. */
const junkFolders = new Set(['__macosx', '.git', '.svn', '@eadir', '.trashes', '.spotlight-v100']);
const junkNames = /^([.]ds_store|thumbs[.]db|ehthumbs[.]db|desktop[.]ini|icon\r|[.]_.*|~[$].*|[.].*)$/i;

/** Which of the files of an archive are documents. */
export function archiveContents<F extends ListedFile>(all: readonly F[]): ArchiveContents<F> {
  const files = all.filter(({ name }) => !isJunk(name));
  // Pages of one receipt are named one after the other; people expect them in that order, whoever packed them.
  files.sort((one, other) => order.compare(one.name, other.name));
  return { files, skipped: all.length - files.length };
}

const order = new Intl.Collator('en', { numeric: true });

const stepsOf = (name: string) => name.split(/[/\\]/).filter((step) => step !== '');

function isJunk(name: string): boolean {
  const steps = stepsOf(name);
  const last = steps.at(-1) ?? '';
  return (
    last === '' ||
    name.endsWith('/') ||
    junkNames.test(last) ||
    steps.some((step) => junkFolders.has(step.toLowerCase()))
  );
}

/** What an entry is called where people see it: its own name, with its folder where it has one, and no path at all. */
export function entryTitle(name: string): string {
  const steps = stepsOf(normalText(name)).filter((step) => step !== '.' && step !== '..');
  return steps.slice(-2).join(' - ') || 'document';
}

/** Whether a ZIP file with these files is a document by itself, of an office program, and not an archive of documents. */
export function isOfficeArchive(names: readonly string[]): boolean {
  return names.includes('[Content_Types].xml') || names[0] === 'mimetype';
}
