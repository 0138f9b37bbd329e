import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { guidePath } from '#lib/domain/paths.ts';
import { Markdown } from './markdown.tsx';
import type { GuidePage, GuideSection } from './read-guide.ts';

/** A page of the guide beside the list of all, with the way back to one's work and on to the next page. */
export function GuidePageView({
  page,
  name,
  sections,
}: {
  page: GuidePage;
  /** Null for the index, which is the list itself. */
  name: string | null;
  sections: readonly GuideSection[];
}) {
  const all = sections.flatMap(({ pages }) => pages);
  const at = all.findIndex((other) => other.name === name);
  const next = all[at + 1];
  return (
    <div className="flex h-dvh flex-col bg-surface">
      <header className="flex h-12 shrink-0 items-center gap-4 border-b bg-canvas px-4">
        <Link tone="plain" href="/" className="min-h-6 content-center">
          <Logo />
        </Link>
        {name !== null && (
          <Link tone="plain" href={guidePath(null)} className="min-h-6 content-center font-medium text-muted">
            All of the guide
          </Link>
        )}
      </header>
      <div className="flex min-h-0 flex-1">
        {name !== null && (
          <nav aria-label="The guide" className="w-64 shrink-0 overflow-y-auto border-r p-3 max-lg:hidden">
            {sections.map(({ title, pages }) => (
              <Section key={title} title={title}>
                {pages.map((other) => (
                  <li key={other.name}>
                    <Link
                      tone="plain"
                      href={guidePath(other.name)}
                      aria-current={other.name === name ? 'page' : undefined}
                      className="block px-2 py-1 text-muted hover:text-text aria-[current=page]:bg-hover aria-[current=page]:text-text"
                    >
                      {other.title}
                    </Link>
                  </li>
                ))}
              </Section>
            ))}
          </nav>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by the keys of those who use no pointer */}
        <main id="content" tabIndex={0} className="min-w-0 flex-1 overflow-y-auto outline-none">
          <article className="mx-auto max-w-3xl px-4 pt-6 pb-16 leading-6">
            <h1 className="text-xl tracking-tight">{page.title}</h1>
            <Markdown tokens={page.tokens} />
            {name !== null && next && (
              <p className="mt-10 border-t pt-4">
                Next: <Link href={guidePath(next.name)}>{next.title}</Link>
              </p>
            )}
          </article>
        </main>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-4">
      <h2 className="px-2 pb-1 text-xs font-medium text-muted">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
