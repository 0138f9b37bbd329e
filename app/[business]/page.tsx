import { redirect } from 'next/navigation';

export default async function BusinessPage({ params }: PageProps<'/[business]'>) {
  redirect(`/${(await params).business}/costs`);
}
