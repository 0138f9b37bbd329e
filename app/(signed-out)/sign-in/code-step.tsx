'use client';

import { CodeForm } from '#components/account/code-form.tsx';
import { signInWithCode } from '#components/shell/session.ts';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '../panel.tsx';
import { signInProblem } from './sign-in-problem.ts';

/** The second step: the first factor was right, and the phone's code is missing. */
export function CodeStep({ onSignedIn, onOver }: { onSignedIn: () => void; onOver: (problem?: string) => void }) {
  async function send(code: string) {
    const failed = await signInWithCode(code);
    if (failed === null) {
      onSignedIn();
      return null;
    }
    const text = signInProblem(failed);
    if (failed === 'stepOver') onOver(text);
    return failed === 'codeWrong' ? { field: text } : { form: text };
  }
  return (
    <Panel title="Enter the code" lead="One more step: the six digits that the program on your phone shows.">
      <CodeForm onCode={send} submitLabel="Sign in" />
      <Button variant="quiet" onPress={() => onOver()} className="mt-2 w-full">
        Sign in as somebody else
      </Button>
    </Panel>
  );
}
