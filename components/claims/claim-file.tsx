'use client';

import { FileText } from 'lucide-react';
import { useState } from 'react';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimView } from '#lib/claims/get-claim.ts';

const texts: Record<ClaimView['file']['state'], string> = {
  none: 'A cover sheet, then every receipt. It is attached when the claim is published.',
  making: 'It is being made.',
  current: 'A cover sheet, then every receipt, as the claim is now.',
  old: 'The claim was changed since it was made. It is made anew when it is asked for, or published.',
  failed: 'It could not be made. Try again; if it happens again, look at the documents of the items.',
};

/** The PDF of a claim: made when it is wanted, and shown beside. */
export function ClaimFile({
  claim,
  handlers,
  onShow,
}: {
  claim: ClaimView;
  handlers: ClaimHandlers;
  onShow: (currency: string) => void;
}) {
  const [isPending, setPending] = useState(false);
  const { file, bills } = claim;
  async function show(currency: string) {
    onShow(currency);
    if (file.state === 'current' || file.state === 'making') return;
    setPending(true);
    const asked = await handlers.makePdf({ claimId: claim.id }, thisTab()).catch(brokenOff);
    setPending(false);
    if (!asked.ok) toast({ title: 'No PDF', description: asked.error.message, tone: 'danger' });
  }
  return (
    <section aria-label="PDF" className="flex flex-col gap-2 px-4 py-3">
      <p className="text-muted">{texts[file.state]}</p>
      {file.state === 'making' && file.pages > 0 && (
        <ProgressBar
          label="Pages of receipts"
          value={file.done}
          max={file.pages}
          valueLabel={`${file.done} of ${file.pages}`}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {bills.map(({ currency }) => (
          <Button
            key={currency}
            size="small"
            icon={<FileText size={14} />}
            isPending={isPending}
            onPress={() => void show(currency)}
          >
            {bills.length > 1 ? `Show the PDF in ${currency}` : 'Show the PDF'}
          </Button>
        ))}
      </div>
    </section>
  );
}
