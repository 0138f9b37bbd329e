'use client';

import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { TextField } from './text-field.tsx';
import { toast } from './toast-queue.ts';

/**
 * A text to be taken elsewhere, such as a link or an address (`what`, one word). Where a page may not write to the
 * clipboard, it is selected.
 */
export function CopyField({
  label,
  what,
  value,
  className,
}: {
  label: string;
  what: string;
  value: string;
  className?: string;
}) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      toast({ title: `${what[0]?.toUpperCase()}${what.slice(1)} copied`, tone: 'success' });
    } catch {
      input.current?.select();
      toast({ title: `The ${what} is selected`, description: 'Copy it with the keys that you copy with.' });
    }
  }
  return (
    <div className={cx('flex items-end gap-2', className)}>
      <TextField label={label} value={value} isReadOnly inputRef={input} className="min-w-0 flex-1" />
      <Button icon={<Copy aria-hidden="true" size={14} />} onPress={copy}>
        Copy {what}
      </Button>
    </div>
  );
}
