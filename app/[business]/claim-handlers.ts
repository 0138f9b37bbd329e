import type { ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import {
  addAnAllowance,
  addItemsToClaim,
  changeAClaim,
  choicesOfClaims,
  deleteAClaim,
  itemsForClaim,
  makeAClaim,
  makeClaimPdf,
  publishAClaim,
  restoreAClaim,
  returnAnItem,
  takeOut,
} from './claim-actions.ts';

/** What is done with claims, as the components take it. */
export const claiming: ClaimHandlers = {
  choices: choicesOfClaims,
  free: itemsForClaim,
  make: makeAClaim,
  add: addItemsToClaim,
  takeOut,
  returnItem: returnAnItem,
  change: changeAClaim,
  delete: deleteAClaim,
  restore: restoreAClaim,
  publish: publishAClaim,
  addAllowance: addAnAllowance,
  makePdf: makeClaimPdf,
};
