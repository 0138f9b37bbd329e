import type { ReactNode } from 'react';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { Steps } from '#components/ui/steps.tsx';
import { connectSteps } from './connect-steps.ts';

export type ConnectFrameProps = {
  connectionsHref: string;
  ledgerTitle: string;
  title: string;
  /** The step under way, from 0; null where the page tells the steps itself, or is off the way. */
  step: number | null;
  children: ReactNode;
};

/** A page on the way to a connection: what it asks for, beside the steps of the whole. */
export function ConnectFrame({ connectionsHref, ledgerTitle, title, step, children }: ConnectFrameProps) {
  const titles = connectSteps(ledgerTitle, null, []).map(({ title }) => ({ title }));
  return (
    <>
      <PageHeader title={title} breadcrumbs={[{ label: 'Connections', href: connectionsHref }]} />
      <PageBody width="full">
        <div className="grid max-w-4xl gap-8 pt-3 lg:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="min-w-0">
            {step !== null && (
              <p className="mb-3 text-xs text-muted lg:hidden">
                Step {step + 1} of {titles.length}
              </p>
            )}
            {children}
          </div>
          {step !== null && (
            <aside className="max-lg:hidden">
              <h2 className="mb-3 text-xs font-medium text-muted">Connecting {ledgerTitle}</h2>
              <Steps current={step} label={`Connecting ${ledgerTitle}`} steps={titles} />
            </aside>
          )}
        </div>
      </PageBody>
    </>
  );
}
