import type { Metadata } from 'next';
import { GuidePageView } from './guide-page.tsx';
import { readGuideIndex, sectionsOf } from './read-guide.ts';

export const metadata: Metadata = { title: 'Guide' };

/** For everybody, also before they sign in: it tells how the product is used, and nothing of anybody. */
export default async function GuideIndex() {
  const page = await readGuideIndex();
  return <GuidePageView page={page} name={null} sections={sectionsOf(page)} />;
}
