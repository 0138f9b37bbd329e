import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GuidePageView } from '../guide-page.tsx';
import { readGuideIndex, readGuidePage, sectionsOf } from '../read-guide.ts';

export async function generateMetadata({ params }: PageProps<'/guide/[page]'>): Promise<Metadata> {
  const page = await readGuidePage((await params).page);
  return page ? { title: page.title } : {};
}

export default async function PageOfGuide({ params }: PageProps<'/guide/[page]'>) {
  const name = (await params).page;
  const [page, index] = await Promise.all([readGuidePage(name), readGuideIndex()]);
  if (!page || name === 'README') notFound();
  return <GuidePageView page={page} name={name} sections={sectionsOf(index)} />;
}
