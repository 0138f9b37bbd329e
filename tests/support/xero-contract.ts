/** Xero's official contract, as tests hold calls against it. Where it is absent, they say so and skip. */
export { answerProblems, requestProblems } from '#tests/sandbox/contract/call-problems.ts';
export {
  assertContract,
  contractOperations,
  contractProblems,
  contractProperties,
  hasContract,
} from '#tests/sandbox/contract/xero-contract.ts';
