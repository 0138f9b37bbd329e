/** On a phone, where it begins a page, it stands in the line of the shell's bar, beside the way to the navigation. */
export const besidePhoneBar =
  'max-md:[main>&]:min-h-12 max-md:[main>&]:py-0.5 max-md:[main>&]:pr-3 max-md:[main>&]:pl-13';
