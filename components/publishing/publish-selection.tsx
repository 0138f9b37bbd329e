'use client';

import { Send } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { publishWords } from './publish-words.ts';
import type { usePublishSelection } from './use-publish-selection.ts';

/** The button of `usePublishSelection`, with how many are ready and what they come to. */
export function PublishSelection({ items, isPending, press }: ReturnType<typeof usePublishSelection>) {
  const { numbers } = useFormats();
  return (
    <Button
      variant="primary"
      icon={<Send size={14} />}
      isPending={isPending}
      isDisabled={items.length === 0}
      onPress={press}
      className="tabular-nums"
    >
      {publishWords(items, numbers)}
    </Button>
  );
}
