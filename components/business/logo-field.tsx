'use client';

import { ImageUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { BusinessTile } from '#components/ui/business-tile.tsx';
import { Button } from '#components/ui/button.tsx';
import { ChooseFiles } from '#components/ui/choose-files.tsx';
import { ProblemLines } from '#components/ui/field.tsx';
import { setback } from '#components/ui/setbacks.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { failure, type Result } from '#lib/domain/result.ts';

const accept = ['image/png', 'image/jpeg', 'image/webp'];

const offline = failure('offline', 'The connection broke off, so it may not have been changed. Try again.');

/** The picture that stands for the business in the sidebar, changed at once. */
export function LogoField({
  business,
  remove,
}: {
  business: { slug: string; name: string; logoId: string | null };
  remove: (input: Record<string, never>) => Promise<Result<null>>;
}) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(change: () => Promise<Result<unknown>>, title: string) {
    setPending(true);
    setProblem(null);
    const changed = await change().catch(() => offline);
    setPending(false);
    if (!changed.ok) {
      setback();
      setProblem(changed.error.message);
      return;
    }
    toast({ title, tone: 'success' });
    router.refresh();
  }

  return (
    <div className="flex flex-wrap items-center gap-4">
      <BusinessTile business={business} size="large" />
      <div>
        <div className="flex flex-wrap gap-2">
          <ChooseFiles
            accept={accept}
            onFiles={([file]) => {
              if (file) void run(() => sent(business.slug, file), 'Logo changed');
            }}
            icon={<ImageUp size={15} />}
            isPending={isPending}
          >
            {business.logoId ? 'Replace the logo' : 'Choose a logo'}
          </ChooseFiles>
          {business.logoId && (
            <Button isDisabled={isPending} onPress={() => void run(() => remove({}), 'Logo removed')}>
              Remove
            </Button>
          )}
        </div>
        <p className="mt-1.5 text-xs text-muted">PNG, JPG or WebP, up to 1 MB. Shown in the sidebar.</p>
        <p role="alert" className="mt-1.5 empty:hidden">
          {problem && <ProblemLines problems={[{ message: problem }]} />}
        </p>
      </div>
    </div>
  );
}

async function sent(slug: string, file: File): Promise<Result<unknown>> {
  const answer = await fetch(`/${slug}/logo`, { method: 'POST', body: file });
  if (answer.ok) return { ok: true, value: null };
  const told = (await answer.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
  return { ok: false, error: told?.error ?? offline.error };
}
