'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';

const nobody = { id: 'nobody', label: 'Nobody' };

export type LeaveBusinessProps = {
  name: string;
  /** Whoever else is a member: they can take over what is open. */
  others: readonly { userId: string; name: string }[];
  isLastAdmin: boolean;
  leave: (input: { takeOver: string | null }) => Promise<Result<null>>;
};

/** *Leave …*: agreed to by its name, since only an admin can bring one back. */
export function LeaveBusiness({ name, others, isLastAdmin, leave }: LeaveBusinessProps) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [takeOver, setTakeOver] = useState(nobody.id);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  if (isLastAdmin) {
    return (
      <p className="max-w-prose text-muted">
        You are the only admin of {name}, so you cannot leave it. Make somebody else an admin first, or close it for
        everybody below.
      </p>
    );
  }

  async function go() {
    setPending(true);
    const left = await leave({ takeOver: takeOver === nobody.id ? null : takeOver }).catch(() =>
      failure('offline', 'The connection broke off, so it is not known whether this was done. Reload the page.'),
    );
    if (left.ok) {
      // By a whole load, so that nothing seen stays in the tab's memory.
      window.location.assign('/');
      return;
    }
    setProblem(left.error.message);
    setPending(false);
  }

  const isNamed = comparable(typed) === comparable(name);
  return (
    <>
      <p className="max-w-prose text-muted">
        You lose your access to <bdi>{name}</bdi> at once. What you added and did stays, and invitations that you have
        sent and nobody has used are withdrawn; an admin can invite you again.
      </p>
      <Button
        className="mt-3"
        onPress={() => {
          setTyped('');
          setProblem(null);
          setOpen(true);
        }}
      >
        {`Leave ${isolated(name)}`}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Leave ${isolated(name)}?`}
        mustAnswer={isPending}
        actions={
          <>
            <Button onPress={() => setOpen(false)} isDisabled={isPending}>
              Stay
            </Button>
            <Button variant="danger" isDisabled={!isNamed} isPending={isPending} onPress={go}>
              Leave
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {problem && <Banner tone="danger">{problem}</Banner>}
          <p className="text-muted">You are out at once, on all your devices. Only an admin can bring you back.</p>
          <ComboBox
            label="Who takes over your open items?"
            value={takeOver}
            options={[nobody, ...others.map(({ userId, name: label }) => ({ id: userId, label }))]}
            onChange={(id) => setTakeOver(id ?? nobody.id)}
          />
          <TextField
            label="Type the name of the business"
            description={name}
            autoComplete="off"
            value={typed}
            onChange={setTyped}
          />
        </div>
      </Dialog>
    </>
  );
}
