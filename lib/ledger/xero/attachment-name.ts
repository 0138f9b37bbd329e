const MAX_NAME_CHARACTERS = 100;

/** Xero goes by a name's extension, and shows a file whose content is another as one that loads for ever. */
const extensions: Record<string, readonly string[]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/gif': ['.gif'],
};

export const attachmentMimeTypes: readonly string[] = Object.keys(extensions);

/** Xero forbids some characters, and has failed on spaces and accents: letters, digits, dots and dashes remain. */
export function safeFileName(fileName: string, mimeType: string): string {
  const plain = fileName
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-');
  const fitting = extensions[mimeType] ?? [''];
  const extension = fitting.find((one) => plain.toLowerCase().endsWith(one)) ?? fitting[0] ?? '';
  const stem = plain.toLowerCase().endsWith(extension) ? plain.slice(0, plain.length - extension.length) : plain;
  const trimmed = stem.replace(/^[.-]+|[.-]+$/g, '').slice(0, MAX_NAME_CHARACTERS - extension.length);
  return `${trimmed || 'document'}${extension}`;
}
