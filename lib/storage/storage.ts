/** Where original documents lie. Adapters: local-disk.ts; S3 can be another. */
export interface Storage {
  /** Stores the bytes under a new key. Complete or not at all. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Throws when the key is unknown. */
  get(key: string): Promise<Buffer>;
  remove(key: string): Promise<void>;
}
