import { ExternalLink } from 'lucide-react';
import { type ButtonSize, type ButtonVariant, buttonClass } from '#components/ui/button-styles.ts';
import { rowLabelClass } from './row-label.ts';

/** Leads to the published document in the accounting software, in a tab of its own. */
export function OpenInLedger({
  href,
  ledgerName,
  variant = 'secondary',
  size = 'medium',
  isInRow = false,
}: {
  href: string;
  ledgerName: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** An icon alone where the table around it is narrow. */
  isInRow?: boolean;
}) {
  const name = `Open in ${ledgerName}`;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      {...(isInRow && { title: name })}
      className={buttonClass(variant, size)}
    >
      <ExternalLink aria-hidden="true" size={14} />
      <span className={isInRow ? rowLabelClass : undefined}>{name}</span>
    </a>
  );
}
