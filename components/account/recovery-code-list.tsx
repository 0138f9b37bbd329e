'use client';

import { Copy, Download, Printer } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';

/** The codes, this one time, and the ways to keep them. */
export function RecoveryCodeList({ codes, email }: { codes: readonly string[]; email: string }) {
  const list = useRef<HTMLUListElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      toast({ title: 'Recovery codes copied', tone: 'success' });
    } catch {
      if (list.current) window.getSelection()?.selectAllChildren(list.current);
      toast({ title: 'The codes are selected', description: 'Copy them with the keys that you copy with.' });
    }
  }
  const text = `Intray recovery codes of ${email}\nEach works once, in place of a code from your phone.\n\n${codes.join('\n')}\n`;
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-muted print:text-text">
        They let you in when your phone is lost, each once. They are shown now and never again: keep them where you keep
        your passwords, and not on the phone.
      </p>
      <p className="hidden print:block">Intray recovery codes of {email}</p>
      <ul
        ref={list}
        aria-label="Recovery codes"
        className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-lg border bg-surface p-4 font-mono text-sm select-all min-[26rem]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button icon={<Copy aria-hidden="true" size={14} />} onPress={copy}>
          Copy
        </Button>
        <Button icon={<Download aria-hidden="true" size={14} />} onPress={() => save(file)}>
          Download
        </Button>
        <Button icon={<Printer aria-hidden="true" size={14} />} onPress={() => window.print()}>
          Print
        </Button>
      </div>
    </div>
  );
}

function save(file: string) {
  const link = document.createElement('a');
  link.href = file;
  link.download = 'intray-recovery-codes.txt';
  link.click();
}
