'use client';

import { useQueryStates } from 'nuqs';
import { Button } from '#components/ui/button.tsx';
import { inboxSearchParams, inboxUrlKeys, noFilters } from './inbox-search-params.ts';

/** Takes away what hides the rows of a list: its filters, with or without what is searched for. */
export function ShowAll({ of }: { of: 'filters' | 'everything' }) {
  const [, setState] = useQueryStates(inboxSearchParams, { urlKeys: inboxUrlKeys, shallow: false, history: 'push' });
  return of === 'filters' ? (
    <Button onPress={() => setState(noFilters)}>Clear the filters</Button>
  ) : (
    <Button onPress={() => setState({ ...noFilters, search: null, filter: null })}>Show all</Button>
  );
}
