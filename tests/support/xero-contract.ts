/** Xero's official contract, as tests hold calls against it. Where it is absent, they say so and skip. */
export { assertContract, contractProblems, hasContract, schemaOfPath } from '#tests/sandbox/contract/xero-contract.ts';
