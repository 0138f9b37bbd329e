import { log } from '#lib/log.ts';
import type { LedgerDocument, LedgerDocumentLine } from '../ledger.ts';
import type { LedgerReason } from '../ledger-error.ts';
import type { Remark } from './element-errors.ts';
import { patterns } from './message-patterns.ts';

/** One reason for each remark; the same sentence about the same part is told once. */
export function reasonsOf(remarks: readonly Remark[], document: LedgerDocument | null): LedgerReason[] {
  const different = new Map(remarks.map((remark) => [`${remark.part} ${remark.line} ${remark.text.trim()}`, remark]));
  return [...different.values()].map((remark) => placed(reasonOf(remark.text.trim(), document), remark, document));
}

/** Where Xero says which line or that it is the contact, that counts more than what the sentence quotes. */
function placed(reason: LedgerReason, { part, line }: Remark, document: LedgerDocument | null): LedgerReason {
  if (part === 'contact') return { ...reason, field: reason.field ?? 'contactId', line: null };
  if (part !== 'line') return reason;
  const isOneOfSeveral = document !== null && document.lines.length > 1;
  return { ...reason, field: reason.field ?? 'lines', line: isOneOfSeveral ? line : null };
}

/** Every text is kept for the user; an unknown one is all there is to show, and is counted in the log. */
export function reasonOf(ledgerText: string, document: LedgerDocument | null): LedgerReason {
  for (const { text, code, field, say, line } of patterns) {
    const parts = text
      .exec(ledgerText)
      ?.slice(1)
      .map((part) => part ?? '');
    if (parts) {
      const isAbout = line && ((candidate: LedgerDocumentLine) => line(candidate, ...parts));
      return { code, field, line: isAbout ? onlyLine(document, isAbout) : null, message: say(...parts), ledgerText };
    }
  }
  log.warn({ event: 'unknown-ledger-text', ledger: 'xero', ledgerText }, 'Xero refused with a sentence not known yet');
  return { code: 'other', field: null, line: null, message: `Xero says: ${ledgerText || 'no reason'}`, ledgerText };
}

/** A reason is put at a line only when the document has several and exactly one fits. */
function onlyLine(document: LedgerDocument | null, isAbout: (line: LedgerDocumentLine) => boolean): number | null {
  if (!document || document.lines.length < 2) return null;
  const found = document.lines.flatMap((line, index) => (isAbout(line) ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}
