/** The files of an archive that keeps them as they are, read from its directory at the end as programs do. */
export function unzipped(zip: Buffer): { name: string; bytes: Buffer; sum: number }[] {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== 0x06054b50) throw new Error('Not the end of a ZIP file');
  const files = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('Not an entry of the directory');
    const [size, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const begin = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    if (zip.toString('utf8', offset + 30, offset + 30 + nameLength) !== name) throw new Error(`Two names: ${name}`);
    files.push({ name, bytes: zip.subarray(begin, begin + size), sum: zip.readUInt32LE(at + 16) });
    at += 46 + nameLength;
  }
  return files;
}
