/** The ledger's own sentences, for those who want to look them up or pass them on. */
export function LedgerText({ texts, ledgerName }: { texts: readonly string[]; ledgerName: string }) {
  const distinct = [...new Set(texts.filter(Boolean))];
  if (distinct.length === 0) return null;
  return (
    <details className="mt-2 text-xs text-muted">
      <summary className="w-fit cursor-pointer rounded-sm">What {ledgerName} said</summary>
      <ul className="mt-1 space-y-1 font-mono break-words select-all">
        {distinct.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
