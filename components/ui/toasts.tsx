'use client';

import { useLater } from './later.ts';
import { toastRegion } from './toast-queue.ts';

/** Where toasts appear. Once, in the root layout. */
export function Toasts() {
  const region = useLater(toastRegion);
  return region && <region.ToastRegion />;
}
