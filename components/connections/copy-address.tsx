'use client';

import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';

/** An address to be entered elsewhere. Where a page may not write to the clipboard, it is selected. */
export function CopyAddress({ address }: { address: string }) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      toast({ title: 'Address copied', tone: 'success' });
    } catch {
      input.current?.select();
      toast({ title: 'The address is selected', description: 'Copy it with the keys that you copy with.' });
    }
  }
  return (
    <div className="mt-2 flex items-end gap-2">
      <TextField label="Delivery address" value={address} isReadOnly inputRef={input} className="min-w-0 flex-1" />
      <Button icon={<Copy aria-hidden="true" size={14} />} onPress={copy}>
        Copy
      </Button>
    </div>
  );
}
