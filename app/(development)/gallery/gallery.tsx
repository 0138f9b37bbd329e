'use client';

import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { FieldSamples } from './field-samples.tsx';
import { OverlaySamples } from './overlay-samples.tsx';
import { StateSamples } from './state-samples.tsx';
import { TableSample } from './table-sample.tsx';

const parts = ['table', 'fields', 'states', 'overlays'] as const;

export function Gallery() {
  const [{ part }, setState] = useQueryStates({ part: parseAsStringLiteral(parts).withDefault('table') });
  return (
    <>
      <PageHeader
        title="Gallery"
        breadcrumbs={[{ label: 'Development', href: '/gallery' }]}
        actions={
          <SegmentedControl
            label="Part"
            labelPlacement="hidden"
            value={part}
            onChange={(part) => setState({ part })}
            choices={[
              { value: 'table', label: 'Table' },
              { value: 'fields', label: 'Fields' },
              { value: 'states', label: 'States' },
              { value: 'overlays', label: 'Overlays' },
            ]}
          />
        }
      />
      {part === 'table' ? (
        <TableSample />
      ) : (
        <>
          <Toolbar className="pb-0">{null}</Toolbar>
          <PageBody width="full" className="flex flex-col gap-8 pt-4">
            {part === 'fields' && <FieldSamples />}
            {part === 'states' && <StateSamples />}
            {part === 'overlays' && <OverlaySamples />}
          </PageBody>
        </>
      )}
    </>
  );
}
