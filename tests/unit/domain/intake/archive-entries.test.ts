import { expect, test } from 'vitest';
import { archiveContents, entryTitle, isOfficeArchive } from '#lib/domain/intake/archive-entries.ts';

test('what systems put beside documents is left out, and the rest comes in the order of its names', () => {
  const names = [
    ...['March/invoice 10.pdf', 'March/invoice 2.pdf', '.DS_Store', '__MACOSX/March/._invoice 2.pdf', 'Thumbs.db'],
    ...['March/desktop.ini', 'a.jpg', '.git/HEAD', '~$letter.docx', '@eaDir/a.jpg'],
  ];
  const { files, skipped } = archiveContents(names.map((name) => ({ name, size: 1 })));
  expect(files.map(({ name }) => name)).toEqual(['a.jpg', 'March/invoice 2.pdf', 'March/invoice 10.pdf']);
  expect(skipped).toBe(7);
});

test.each([
  ['bill.pdf', 'bill.pdf'],
  ['2026/March/bill.pdf', 'March - bill.pdf'],
  ['..\\..\\windows\\bill.pdf', 'windows - bill.pdf'],
  ['../../etc/passwd', 'etc - passwd'],
  ['/', 'document'],
])('the file %s is called %s', (name, title) => {
  expect(entryTitle(name)).toBe(title);
});

test.each([
  [['[Content_Types].xml', 'word/document.xml'], true],
  [['mimetype', 'content.xml'], true],
  [['bill.pdf', 'mimetype'], false],
  [[], false],
])('a ZIP file of %j is an office file: %s', (names, isOffice) => {
  expect(isOfficeArchive(names)).toBe(isOffice);
});
