'use client';

import { X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { type FieldProblem, ProblemLines } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { isEmailAddress, readAddresses, readFinished, type WrittenAddress } from '#lib/domain/email-address.ts';
import { inviteProblems } from '#lib/domain/invitation.ts';

/** An address that was entered, and why it was not invited, once that is known. */
export type AddressToken = WrittenAddress & { problem: string | null };

/** What was entered, and what is still being typed. */
export type AddressEntry = { tokens: readonly AddressToken[]; text: string };

export const noAddresses: AddressEntry = { tokens: [], text: '' };

/** What is still being typed counts as entered. */
export function entered({ tokens, text }: AddressEntry): AddressEntry {
  return { tokens: withAddresses(tokens, readAddresses(text)).tokens, text: '' };
}

function withAddresses(tokens: readonly AddressToken[], written: readonly WrittenAddress[]) {
  const all = [...tokens];
  const twice: string[] = [];
  for (const { name, email } of written) {
    const isThere = all.some((token) => token.email.toLowerCase() === email.toLowerCase());
    if (isThere) twice.push(email);
    else all.push({ name, email, problem: isEmailAddress(email) ? null : inviteProblems.invalid });
  }
  return { tokens: all, twice };
}

/**
 * Addresses, typed or pasted: each becomes a token as soon as it is parted from what follows, and goes by its button or
 * by Backspace, which gives it back to be corrected. An address entered twice is one.
 */
export function AddressTokens({
  entry,
  onChange,
  problems,
}: {
  entry: AddressEntry;
  onChange: (entry: AddressEntry) => void;
  /** About all of them. */
  problems: readonly FieldProblem[];
}) {
  const { tokens, text } = entry;
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [twice, setTwice] = useState<readonly string[]>([]);

  // A field that held many lines for a moment has had the dialog scroll along.
  useLayoutEffect(() => {
    if (tokens.length > 0 && input.current === document.activeElement) {
      input.current?.scrollIntoView({ block: 'center' });
    }
  }, [tokens.length]);

  function take(written: readonly WrittenAddress[], rest: string) {
    const next = withAddresses(tokens, written);
    setTwice(next.twice);
    onChange({ tokens: next.tokens, text: rest });
  }

  function remove(email: string) {
    onChange({ tokens: tokens.filter((token) => token.email !== email), text });
    input.current?.focus();
  }

  return (
    <div className="flex flex-col gap-2">
      <TextField
        label="E-mail addresses"
        description="Several at once, parted by commas, semicolons or lines: robin@example.com, Sam Receipt <sam@example.com>"
        rows={2}
        value={text}
        onChange={(typed) => {
          const { finished, rest } = readFinished(typed);
          if (finished.length > 0 || rest !== typed) take(finished, rest);
          else onChange({ tokens, text: typed });
        }}
        onKeyDown={(event) => {
          const last = tokens.at(-1);
          if (event.key !== 'Backspace' || text !== '' || !last) return;
          event.preventDefault();
          onChange({ tokens: tokens.slice(0, -1), text: last.name ? `${last.name} <${last.email}>` : last.email });
        }}
        problems={problems}
        spellCheck="false"
        autoFocus
        inputRef={input}
      />
      {tokens.length > 0 && (
        <ul aria-label="To be invited" className="flex flex-wrap gap-1.5">
          {tokens.map(({ name, email, problem }) => (
            <li
              key={email}
              className={`flex max-w-full min-w-0 flex-col rounded-md border py-0.5 pl-2 ${problem ? 'basis-full border-danger bg-danger-soft' : 'bg-canvas'}`}
            >
              <span className="flex min-w-0 items-center gap-1">
                <span className="min-w-0 flex-1 break-all">
                  {name && <span className="font-medium">{name} </span>}
                  {email}
                </span>
                <IconButton
                  label={`Remove ${email}`}
                  icon={<X aria-hidden="true" size={14} />}
                  size="small"
                  onPress={() => remove(email)}
                />
              </span>
              {problem && (
                <span className="pr-2 pb-1">
                  <ProblemLines problems={[{ message: problem }]} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="text-xs text-muted empty:hidden">
        {twice.length > 0 && `Entered twice, and kept once: ${twice.join(', ')}`}
      </p>
    </div>
  );
}
