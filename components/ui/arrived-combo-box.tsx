'use client';

import { AskingComboBox } from './asking-combo-box.tsx';
import type { Arrival, OptionComboBoxProps } from './combo-box-types.ts';
import { OpenableComboBox } from './option-combo-box.tsx';

// It comes with what finds among the options, which is wanted at the same moment.
export { matchSections } from './match-options.ts';

/** A combo box that somebody has come to: with all its options at hand, or asking for what matches. */
export function ArrivedComboBox({ loadOptions, ...props }: OptionComboBoxProps & { arrival: Arrival }) {
  return loadOptions ? <AskingComboBox {...props} loadOptions={loadOptions} /> : <OpenableComboBox {...props} />;
}
