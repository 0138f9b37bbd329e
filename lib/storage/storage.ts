/** Where original documents lie. Adapters: local-disk.ts; S3 can be another. Keys are `segment/segment`, without dots. */
export interface Storage {
  /** Stores the bytes under the key. Complete or not at all. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** The same of bytes that come part by part, of which few are in memory at a time. Returns how many bytes there were. */
  putParts(key: string, parts: AsyncIterable<Uint8Array>): Promise<number>;
  /** Throws when the key is unknown. */
  get(key: string): Promise<Buffer>;
  /** The same part by part; it throws before the first part when the key is unknown. */
  parts(key: string): AsyncIterable<Uint8Array>;
  /** Removes the key and all below it; nothing when there is none. */
  remove(key: string): Promise<void>;
}
