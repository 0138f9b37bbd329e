const LONGEST = 120;

/** Signs that mean something in a path or to a file system, and all that is not seen. */
const UNSAFE = /[\\/:*?"<>|\p{C}]+/gu;

/**
 * The name of an item's document in an archive: begun with the item's number, so that it is nobody else's and no name that
 * a system keeps for itself, and without anything that could lead out of the folder it is unpacked to.
 */
export function archiveName(itemNumber: number, position: number, fileName: string): string {
  const plain = fileName.normalize('NFC').replace(UNSAFE, '-').trim();
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/su.exec(plain) ?? [];
  const shortened = [...stem]
    .slice(0, LONGEST - extension.length)
    .join('')
    .replace(/[. ]+$/u, '');
  const part = position > 0 ? `-${position + 1}` : '';
  return `${itemNumber}${part} ${shortened || 'document'}${extension}`;
}
