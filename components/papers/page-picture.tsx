'use client';

import { FileText } from 'lucide-react';
import { useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { documentPaths } from '#lib/domain/paths.ts';
import type { Sheet } from '#lib/inbox/document-view.ts';

/** A page, small, in a square so that a turned one has room. */
export function PagePicture({
  slug,
  sheet: { documentId, page, turn },
  label,
  className,
}: {
  slug: string;
  sheet: Sheet;
  label: string;
  className?: string;
}) {
  const [isUndrawn, setUndrawn] = useState(false);
  return (
    <span className={cx('grid aspect-square place-items-center overflow-hidden bg-canvas', className)}>
      {isUndrawn ? (
        <FileText aria-label={label} size={20} className="text-muted" />
      ) : (
        // biome-ignore lint/performance/noImgElement: drawn by our own server in the wanted size
        <img
          src={documentPaths(slug, documentId).page(page, 200)}
          alt={label}
          loading="lazy"
          draggable={false}
          onError={() => setUndrawn(true)}
          className="max-h-full max-w-full bg-[#fff] object-contain shadow-[0_1px_2px_rgb(0_0_0/0.2)]"
          style={{ transform: `rotate(${turn}deg)` }}
        />
      )}
    </span>
  );
}
