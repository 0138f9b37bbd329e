'use client';

import { FilePlus2 } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import { addDocumentsHash, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';

/** All but the button and its keys: most who look at a list add nothing to it. */
const receiving = later(() => import('./receive-files.tsx'));

type Uploads = { choose: () => void };
const UploadsContext = createContext<Uploads | null>(null);

export type UploadsProps = {
  slug: string;
  workspace: Workspace;
  /** To choose from; none for who adds only their own. */
  owners: readonly OwnerChoice[];
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  /** How they last had files become items. */
  splitWay: SplitWay;
  rememberWay: (input: { way: SplitWay }) => Promise<Result<null>>;
  children: ReactNode;
};

/** Takes documents anywhere on the pages of a workspace: by drop, by paste, by the dialog and by its keys. */
export function Uploads({ children, ...props }: UploadsProps) {
  const [isOpen, setOpen] = useState(false);
  // At once: a file that nobody takes is opened by the browser, in place of the page.
  const part = useLater(receiving, true);
  const [uploads] = useState<Uploads>(() => ({ choose: () => setOpen(true) }));

  // Whoever comes to add documents, as after connecting, has the dialog open at once; Back and Reload open it no more.
  useEffect(() => {
    if (window.location.hash !== addDocumentsHash) return;
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    uploads.choose();
  }, [uploads]);
  useKeys({ n: uploads.choose, u: uploads.choose });

  return (
    <UploadsContext value={uploads}>
      {children}
      {part && <part.ReceiveFiles {...props} isOpen={isOpen} onOpenChange={setOpen} />}
    </UploadsContext>
  );
}

export function AddDocumentsButton({ variant = 'primary' }: { variant?: 'primary' | 'secondary' }) {
  const uploads = useContext(UploadsContext);
  return (
    <Button variant={variant} icon={<FilePlus2 size={15} />} onPress={() => uploads?.choose()}>
      Add documents
    </Button>
  );
}
