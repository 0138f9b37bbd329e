import { Link } from '#components/ui/link.tsx';
import { rulePaths } from '#lib/domain/paths.ts';
import type { TouchedRule } from '#lib/rules/rules-after.ts';

const SHOWN = 6;

/** Rules by their names, each a link to its page, for whoever is about to change what they name. */
export function TouchedRules({ slug, rules }: { slug: string; rules: readonly TouchedRule[] }) {
  const paths = rulePaths(slug);
  return (
    <ul className="mt-1 list-disc space-y-0.5 pl-5 text-muted">
      {rules.slice(0, SHOWN).map(({ id, title, why }) => (
        <li key={id}>
          <Link href={paths.rule(id)} className="inline-block min-h-6 content-center">
            <bdi>{title}</bdi>
          </Link>
          {why.length > 0 && `: ${why.join(' ')}`}
        </li>
      ))}
      {rules.length > SHOWN && (
        <li>
          and {rules.length - SHOWN} more in{' '}
          <Link href={paths.root} className="inline-block min-h-6 content-center">
            Automation
          </Link>
        </li>
      )}
    </ul>
  );
}
