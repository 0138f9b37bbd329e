'use client';

import { Pause, Play, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { exportsPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ScheduleState } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import type { ScheduledExportInput } from '#lib/inbox/scheduled-exports/schedule-input.ts';

export type ScheduleHandlers = {
  run: (input: { scheduleId: string }) => Promise<Result<null>>;
  pause: (input: { scheduleId: string; isPaused: boolean }) => Promise<Result<null>>;
  remove: (input: { scheduleId: string }) => Promise<Result<null>>;
  save: (input: ScheduledExportInput) => Promise<Result<string>>;
};

/** What can be done with one at once. */
export function ScheduleActions({
  slug,
  scheduleId,
  name,
  state,
  again,
  handlers: { run, pause, remove, save },
}: {
  slug: string;
  scheduleId: string;
  name: string;
  state: ScheduleState;
  /** What it is, to be saved again where its deletion is taken back. */
  again: ScheduledExportInput;
  handlers: ScheduleHandlers;
}) {
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  async function act(what: string, call: () => Promise<Result<null>>, title: string) {
    setPending(what);
    const done = await call().catch(offline);
    setPending(null);
    if (done.ok) toast({ title, tone: 'success' });
    else toast({ title: 'Nothing was changed', description: done.error.message, tone: 'danger' });
    return done.ok;
  }
  async function drop() {
    const removed = await remove({ scheduleId }).catch(offline);
    if (!removed.ok) {
      return toast({ title: 'Not deleted', description: removed.error.message, tone: 'danger' });
    }
    toast({
      title: `${name} deleted`,
      description: 'Files that it made stay for their days.',
      action: { label: 'Undo', onPress: () => void save(again) },
    });
    router.push(exportsPath(slug));
  }
  const isOn = state === 'ON';
  return (
    // On a phone a line of their own, so that the name has its own.
    <div className="flex flex-wrap justify-end gap-2 max-sm:w-[calc(100vw-2rem)]">
      <IconButton label="Delete this scheduled export" icon={<Trash2 size={15} />} onPress={() => void drop()} />
      {state !== 'STOPPED' && (
        <Button
          icon={isOn ? <Pause size={14} /> : <Play size={14} />}
          isPending={pending === 'pause'}
          onPress={() =>
            void act('pause', () => pause({ scheduleId, isPaused: isOn }), isOn ? `${name} paused` : `${name} goes on`)
          }
        >
          {isOn ? 'Pause' : 'Go on'}
        </Button>
      )}
      <Button
        isPending={pending === 'run'}
        onPress={() => void act('run', () => run({ scheduleId }), `${name} is being made`)}
      >
        Run now
      </Button>
    </div>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
