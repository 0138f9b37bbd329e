/** Where original documents lie. Adapters: local-disk.ts; S3 can be another. Keys are `segment/segment`, without dots. */
export interface Storage {
  /** Stores the bytes under the key. Complete or not at all. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Throws when the key is unknown. */
  get(key: string): Promise<Buffer>;
  /** Removes the key and all below it; nothing when there is none. */
  remove(key: string): Promise<void>;
}
