import { ExternalLink } from 'lucide-react';
import { type ButtonSize, type ButtonVariant, buttonClass } from '#components/ui/button-styles.ts';

/** Leads to the published document in the accounting software, in a tab of its own. */
export function OpenInLedger({
  href,
  ledgerName,
  variant = 'secondary',
  size = 'medium',
}: {
  href: string;
  ledgerName: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonClass(variant, size)}>
      <ExternalLink aria-hidden="true" size={14} />
      Open in {ledgerName}
    </a>
  );
}
