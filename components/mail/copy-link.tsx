'use client';

import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';

/** The link of a mail, to be passed on by other means. Where a page may not write to the clipboard, it is selected. */
export function CopyLink({ link }: { link: string }) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      toast({ title: 'Link copied', tone: 'success' });
    } catch {
      input.current?.select();
      toast({ title: 'The link is selected', description: 'Copy it with the keys that you copy with.' });
    }
  }
  return (
    <div className="flex max-w-2xl items-end gap-2">
      <TextField label="Link in the mail" value={link} isReadOnly inputRef={input} className="min-w-0 flex-1" />
      <Button icon={<Copy aria-hidden="true" size={14} />} onPress={copy}>
        Copy link
      </Button>
    </div>
  );
}
