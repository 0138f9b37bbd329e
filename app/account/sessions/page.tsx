import type { Metadata } from 'next';
import { EndOthersButton, SessionList } from '#components/account/session-list.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireUser } from '#lib/access.ts';
import { listSessions } from '#lib/account/sessions.ts';
import { currentSession } from '#lib/auth.ts';
import { endAllOtherSessions, endOneSession } from '../actions.ts';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const user = await requireUser();
  const [sessions, current] = await Promise.all([listSessions(user.id), currentSession()]);
  const shown = sessions
    .map(({ createdAt, lastSeenAt, ...session }) => ({
      ...session,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      isCurrent: session.id === current?.id,
    }))
    .sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  return (
    <>
      <PageHeader
        title="Sessions"
        description="Where you are signed in. A session that nobody uses for 30 days ends by itself."
        actions={<EndOthersButton count={shown.length - 1} endOthers={endAllOtherSessions} />}
      />
      <PageBody>
        <SessionList sessions={shown} end={endOneSession} />
      </PageBody>
    </>
  );
}
