'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import { AccountSection } from './account-section.tsx';
import { CodeForm, problemOf } from './code-form.tsx';
import { OwnPasswordField } from './own-password-field.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';

/** From here on one is warned that they run out. */
const FEW_CODES = 3;

export type TwoFactorSectionProps = {
  email: string;
  isOn: boolean;
  /** How many the person has. */
  passkeys: number;
  /** The provider asked for two factors in this session. */
  isByProvider: boolean;
  recoveryCodesLeft: number;
  hasPassword: boolean;
  /** The page that sets it up. */
  setUpHref: string;
  turnOff: (input: { present: string; code: string }) => Promise<Result<null>>;
  makeCodes: (input: { code: string }) => Promise<Result<{ recoveryCodes: string[] }>>;
};

/** Two-factor sign-in by codes of a phone: how it stands, and what can be done about it. */
export function TwoFactorSection({ isOn, passkeys, isByProvider, setUpHref, ...props }: TwoFactorSectionProps) {
  const badge = isOn ? (
    <StatusBadge tone="success" text="On" />
  ) : passkeys > 0 ? (
    <StatusBadge tone="success" text="By passkey" />
  ) : isByProvider ? (
    <StatusBadge tone="success" text="By the provider" />
  ) : (
    <StatusBadge tone="neutral" text="Off" />
  );
  return (
    <AccountSection title="Two-factor sign-in" aside={badge}>
      {isOn ? (
        <On {...props} />
      ) : (
        <>
          <p className="mb-4 text-pretty text-muted">{whatSignsIn(passkeys, isByProvider, props.hasPassword)}</p>
          <ButtonLink href={setUpHref}>Set up with your phone</ButtonLink>
        </>
      )}
    </AccountSection>
  );
}

/** A passkey is two factors: the device, and the finger, face or PIN that it asks for (user verification). */
function whatSignsIn(passkeys: number, isByProvider: boolean, hasPassword: boolean): string {
  if (passkeys > 0) {
    return hasPassword
      ? 'Your passkey is two factors in one: its device, and the finger, face or PIN that it asks for. Your password alone signs you in too, and then a business that asks for two factors, and this page, ask for the passkey. A code from your phone would do as well, and be asked for at each sign-in with the password.'
      : 'Your passkey is two factors in one: its device, and the finger, face or PIN that it asks for. A code from your phone would be a second way.';
  }
  if (isByProvider)
    return 'The provider asked you for two factors when you signed in. A code from your phone would be a second way.';
  return hasPassword
    ? 'Your password alone signs you in. With two factors a code from your phone is asked for too.'
    : 'One factor signs you in. With two, a code from your phone is asked for too.';
}

function On({
  email,
  recoveryCodesLeft,
  hasPassword,
  turnOff,
  makeCodes,
}: Omit<TwoFactorSectionProps, 'isOn' | 'passkeys' | 'isByProvider' | 'setUpHref'>) {
  const [open, setOpen] = useState<'codes' | 'off' | null>(null);
  const close = () => setOpen(null);
  const left =
    recoveryCodesLeft === 1 ? 'One recovery code is left.' : `${recoveryCodesLeft || 'No'} recovery codes are left.`;
  return (
    <>
      <p className="text-pretty text-muted">Signing in with your password asks for a code from your phone too.</p>
      {recoveryCodesLeft > FEW_CODES ? (
        <p className="mt-1 text-muted">{left}</p>
      ) : (
        <Banner tone="warning" title={left} className="mt-3">
          Without one, losing your phone keeps you out. Make new ones now.
        </Banner>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onPress={() => setOpen('codes')}>Make new recovery codes</Button>
        <Button onPress={() => setOpen('off')}>Turn off</Button>
      </div>
      <NewCodes isOpen={open === 'codes'} close={close} email={email} makeCodes={makeCodes} />
      <TurnOff isOpen={open === 'off'} close={close} hasPassword={hasPassword} turnOff={turnOff} />
    </>
  );
}

function NewCodes({
  isOpen,
  close,
  email,
  makeCodes,
}: { isOpen: boolean; close: () => void } & Pick<TwoFactorSectionProps, 'email' | 'makeCodes'>) {
  const router = useRouter();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  function done() {
    close();
    setCodes(null);
    router.refresh();
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={done}
      title={codes ? 'Your new recovery codes' : 'Make new recovery codes'}
      mustAnswer={codes !== null}
      actions={codes && <Button onPress={done}>I have kept them</Button>}
    >
      {codes ? (
        <RecoveryCodeList codes={codes} email={email} />
      ) : (
        <>
          <p className="mb-4 text-muted">Those from before no longer work then. Enter a code to show that it is you.</p>
          <CodeForm
            submitLabel="Make new codes"
            onCode={async (code) => {
              const made = await makeCodes({ code });
              if (!made.ok) return problemOf(made.error);
              setCodes(made.value.recoveryCodes);
              return null;
            }}
          />
        </>
      )}
    </Dialog>
  );
}

function TurnOff({
  isOpen,
  close,
  hasPassword,
  turnOff,
}: { isOpen: boolean; close: () => void } & Pick<TwoFactorSectionProps, 'hasPassword' | 'turnOff'>) {
  const router = useRouter();
  const [present, setPresent] = useState('');
  const [problem, setProblem] = useState<string>();
  async function send(code: string) {
    setProblem(undefined);
    const done = await turnOff({ present, code });
    if (!done.ok) {
      setProblem(done.error.fields?.present);
      return done.error.fields?.present ? {} : problemOf(done.error);
    }
    setPresent('');
    close();
    toast({ title: 'Two-factor sign-in is off', tone: 'success' });
    router.refresh();
    return null;
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={close} title="Turn off two-factor sign-in?">
      <p className="mb-4 text-muted">
        Your password alone signs you in then, and your recovery codes end. A business that asks for two factors is
        closed to you until you set it up again.
      </p>
      <CodeForm onCode={send} submitLabel="Turn off" isDanger isWaiting>
        {hasPassword && <OwnPasswordField value={present} onChange={setPresent} problems={problem} autoFocus />}
      </CodeForm>
    </Dialog>
  );
}
