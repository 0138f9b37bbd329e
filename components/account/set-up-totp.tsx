'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import type { TotpSetUp } from '#lib/account/two-factor/set-up-two-factor.ts';
import type { Failure, Result } from '#lib/domain/result.ts';
import { CodeForm, problemOf } from './code-form.tsx';
import { OwnPasswordField } from './own-password-field.tsx';
import { QrPicture } from './qr-picture.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';

export type SetUpTotpProps = {
  email: string;
  /** Whether the password is asked again first: not right after a sign-in. */
  asksPassword: boolean;
  begin: (input: { present: string }) => Promise<Result<TotpSetUp>>;
  confirm: (input: { code: string }) => Promise<Result<{ recoveryCodes: string[] }>>;
  /** Where *Done* leads. */
  doneHref: string;
};

/** Two-factor sign-in from the first step to the recovery codes. */
export function SetUpTotp({ email, asksPassword, begin, confirm, doneHref }: SetUpTotpProps) {
  const [phone, setPhone] = useState<TotpSetUp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) {
    return (
      <Part title="Keep your recovery codes">
        <RecoveryCodeList codes={codes} email={email} />
        {/* A whole load: every page asks anew what this session may do. */}
        <Button variant="primary" onPress={() => window.location.assign(doneHref)} className="self-start print:hidden">
          I have kept them
        </Button>
      </Part>
    );
  }
  if (phone) {
    return (
      <Part title="Scan this with the program on your phone">
        <div className="flex flex-wrap items-start gap-6">
          <QrPicture {...phone.qr} label="QR code to scan with the program on your phone" />
          <div className="min-w-56 flex-1">
            <p className="text-muted">Or type this key there, as a key that is based on time:</p>
            <p className="mt-1 font-mono break-all select-all">{phone.secret}</p>
          </div>
        </div>
        <p className="text-muted">Then enter the six digits that it shows.</p>
        <div className="max-w-xs">
          <CodeForm
            submitLabel="Turn on"
            mayRecover={false}
            onCode={async (code) => {
              const confirmed = await confirm({ code });
              if (!confirmed.ok) return problemOf(confirmed.error);
              setCodes(confirmed.value.recoveryCodes);
              return null;
            }}
          />
        </div>
      </Part>
    );
  }
  return <Begin asksPassword={asksPassword} begin={begin} onBegun={setPhone} />;
}

function Begin({
  asksPassword,
  begin,
  onBegun,
}: Pick<SetUpTotpProps, 'asksPassword' | 'begin'> & { onBegun: (phone: TotpSetUp) => void }) {
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const begun = await begin({ present: password });
    setPending(false);
    if (begun.ok) onBegun(begun.value);
    else setFailure(begun.error);
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="max-w-prose text-pretty text-muted">
        Signing in then asks for your password and for six digits from a program on your phone, such as 2FAS, Aegis,
        Google Authenticator, or your password manager. Whoever learns your password still does not get in.
      </p>
      {failure && !failure.fields?.present && <Banner tone="danger">{failure.message}</Banner>}
      {asksPassword && (
        <OwnPasswordField
          value={password}
          onChange={setPassword}
          problems={failure?.fields?.present}
          className="max-w-xs"
        />
      )}
      <Button type="submit" variant="primary" isPending={isPending} className="self-start">
        Set up with your phone
      </Button>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex max-w-xl flex-col gap-4">
      <h2 className="text-base">{title}</h2>
      {children}
    </section>
  );
}
