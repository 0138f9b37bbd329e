import { encode } from 'uqr';

/** Modules of white that have to be around it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code as the path of its dark modules, each one unit wide. */
export type QrCode = { size: number; path: string };

export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
