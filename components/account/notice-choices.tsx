'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { type NoticeKind, noticeTexts } from '#lib/domain/notice.ts';
import type { Result } from '#lib/domain/result.ts';
import { answerOf } from './link-token.ts';

type Wished = Readonly<Record<NoticeKind, boolean>>;
type Where = 'notices' | 'shown';

export type NoticeChoicesProps = {
  /** Those that can come to the person at all. */
  kinds: readonly NoticeKind[];
  mail: Wished;
  /** Which stand on this page. */
  shown: Wished;
  save: (input: { kind: NoticeKind; where: Where; isWanted: boolean }) => Promise<Result<unknown>>;
};

/** Of what somebody hears by mail, and of what here. What is about security has no switch, and says so. */
export function NoticeChoices({ kinds, mail, shown, save }: NoticeChoicesProps) {
  const router = useRouter();
  const [wanted, setWanted] = useState({ notices: mail, shown });
  const put = (kind: NoticeKind, where: Where, isWanted: boolean) =>
    setWanted((before) => ({ ...before, [where]: { ...before[where], [kind]: isWanted } }));
  async function set(kind: NoticeKind, where: Where, isWanted: boolean) {
    put(kind, where, isWanted);
    const saved = await answerOf(save({ kind, where, isWanted }));
    if (saved.ok) {
      // The list is on this page.
      if (where === 'shown') router.refresh();
      return;
    }
    put(kind, where, !isWanted);
    toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
  }
  const heading = 'w-16 py-2 text-left text-xs font-medium text-muted';
  return (
    <table className="w-full">
      <caption className="sr-only">How you hear of it</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className="py-2 text-left text-xs font-medium text-muted">
            What
          </th>
          <th scope="col" className={heading}>
            Mail
          </th>
          <th scope="col" className={heading}>
            Here
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        <tr>
          <th scope="row" className="py-2.5 pr-4 text-left font-normal">
            Security
            <span className="block text-sm text-muted">
              New devices, and whatever changes how you sign in or what you may do. It stands under Activity too.
            </span>
          </th>
          <td colSpan={2} className="py-2.5 align-top text-sm text-muted">
            Always by mail
          </td>
        </tr>
        {kinds.map((kind) => (
          <tr key={kind}>
            <th scope="row" className="py-2.5 pr-4 text-left font-normal">
              {noticeTexts[kind].label}
              <span className="block text-sm text-muted">{noticeTexts[kind].description}</span>
            </th>
            {(['notices', 'shown'] as const).map((where) => (
              <td key={where} className="py-2.5 align-top">
                <Switch
                  isLabelHidden
                  isSelected={wanted[where][kind]}
                  onChange={(isWanted) => void set(kind, where, isWanted)}
                >
                  {`${noticeTexts[kind].label}: ${where === 'notices' ? 'by mail' : 'here'}`}
                </Switch>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
