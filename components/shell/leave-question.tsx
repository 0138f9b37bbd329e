'use client';

import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { letTypingGo } from '#components/ui/kept-typing.ts';
import { type Unfinished, unfinishedWords } from '#components/ui/unfinished.ts';

export type LeaveQuestionProps = {
  question: { about: Unfinished; go: () => void } | null;
  isOpen: boolean;
  onClose: () => void;
};

/** Whether one means to leave what is not stored. */
export function LeaveQuestion({ question, isOpen, onClose }: LeaveQuestionProps) {
  const isStaying = useRef(false);
  function stay() {
    isStaying.current = true;
    onClose();
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={stay}
      title="Leave without saving?"
      actions={
        <>
          <Button
            onPress={() => {
              onClose();
              letTypingGo();
              question?.go();
            }}
          >
            Leave without it
          </Button>
          <Button variant="primary" autoFocus onPress={stay}>
            Stay
          </Button>
        </>
      }
    >
      {question && (
        <>
          <p>{unfinishedWords(question.about)} It is lost when you leave this page.</p>
          <OnceGone
            act={() => {
              if (isStaying.current) question.about.focus();
              isStaying.current = false;
            }}
          />
        </>
      )}
    </Dialog>
  );
}

/** A dialog holds the focus until it is gone. */
function OnceGone({ act }: { act: () => void }) {
  const onGone = useRef(act);
  useEffect(() => () => onGone.current(), []);
  return null;
}
