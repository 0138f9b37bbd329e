import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { AskWhom } from './ask-whom.tsx';
import { EmptyState } from './empty-state.tsx';

export type NoPermissionProps = {
  /** What the page is for, as in "Connections". */
  what: string;
  /** The role that may see it, as in "admin". */
  roleNeeded: string;
  /** Who can help, nearest first. */
  askWhom?: readonly { name: string; email: string }[];
  action?: ReactNode;
};

/** The page exists, but not for this role: which role is needed, and whom to ask. */
export function NoPermission({ what, roleNeeded, askWhom = [], action }: NoPermissionProps) {
  const article = /^[aeiou]/i.test(roleNeeded) ? 'an' : 'a';
  return (
    <EmptyState icon={<Lock />} title={`${what} needs ${article} ${roleNeeded}`} action={action}>
      <p>Your role in this business does not include this page. Nothing is wrong with your account.</p>
      {askWhom.length > 0 && (
        <p className="mt-2">
          Ask <AskWhom people={askWhom} />.
        </p>
      )}
    </EmptyState>
  );
}
