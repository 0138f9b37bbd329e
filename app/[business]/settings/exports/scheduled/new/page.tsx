import type { Metadata } from 'next';
import { z } from 'zod';
import { ScheduleForm } from '#components/exports/schedule-form.tsx';
import { newParts } from '#components/exports/schedule-parts.ts';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { exportsPath, workspaces } from '#lib/domain/paths.ts';
import { listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import { formProps, shownList } from '../form-props.ts';

export const metadata: Metadata = { title: 'Schedule an export' };

/** The list that it is to be of, as the dialog *Export* hands it over; what cannot be read of it is none. */
const query = z.object({
  workspace: z.enum(workspaces).catch('COSTS'),
  list: z
    .string()
    .max(4_000)
    .transform((text) => JSON.parse(text))
    .pipe(listPlaceSchema)
    .nullable()
    .catch(null),
});

export default async function NewSchedulePage({
  params,
  searchParams,
}: PageProps<'/[business]/settings/exports/scheduled/new'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.edit');
  const { workspace, list } = query.parse(await searchParams);
  const [props, shown] = await Promise.all([
    formProps(scope, workspace),
    list ? shownList(scope, workspace, list) : null,
  ]);
  return (
    <>
      <PageHeader
        title="Schedule an export"
        breadcrumbs={[{ label: 'Exports', href: exportsPath(business.slug) }]}
        description="A file that is made by itself, and sent to whoever is to have it."
        guide="scheduled-exports"
      />
      <PageBody width="full">
        <ScheduleForm
          slug={business.slug}
          scheduleId={null}
          first={newParts(props.columns, shown)}
          shown={shown}
          {...props}
        />
      </PageBody>
    </>
  );
}
