import type { DocumentRefusalCode } from '../document-kind.ts';

/** Thrown by decoders about a document that cannot be read, as some cannot; the decoder itself is well. */
export class Refusal extends Error {
  readonly code: DocumentRefusalCode;

  constructor(code: DocumentRefusalCode) {
    super(code);
    this.code = code;
  }
}
