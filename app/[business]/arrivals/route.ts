import { route } from '#lib/action.ts';
import { failure } from '#lib/domain/result.ts';
import { beginArchive, beginArchiveInput } from '#lib/intake/arrivals/receive-archive.ts';

/** Makes ready for a ZIP file of `?bytes=`, called `?name=`, for the `?workspace=` and `?owner=`. Answers with its id and the size of its parts. */
export const POST = route({ permission: 'documents.add' }, ({ scope, request }) => {
  const asked = beginArchiveInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return failure('inputInvalid', 'Nothing was added: the address does not say what is to come.');
  return beginArchive(scope, asked.data);
});
