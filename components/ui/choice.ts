import type { ReactNode } from 'react';

/** One of a few things to choose, all in sight. */
export type Choice<Value extends string = string> = {
  value: Value;
  label: string;
  description?: ReactNode;
  isDisabled?: boolean;
};

export type ChoiceProps<Value extends string> = {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
  className?: string;
};
