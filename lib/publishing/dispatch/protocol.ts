import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import type { OpenStep } from '../open-step.ts';
import { sendRequest } from './send-request.ts';
import { settleDispatch, type Unsettled } from './settle-dispatch.ts';
import { sideBySide } from './side-by-side.ts';
import type { Drain, StepRules } from './step-rules.ts';
import { storeDispatch } from './stored-dispatch.ts';

/** The protocol on one kind of step. Each gives the error when the ledger takes no more calls for now. */
export type Protocol = {
  /** Plans, stores, sends and records what is to be done for these steps. */
  dispatch(drain: Drain, steps: OpenStep[]): Promise<LedgerError | null>;
  /** Finds out what became of an earlier request, and sends it again where that is safe. */
  settle(drain: Drain, unsettled: Unsettled): Promise<LedgerError | null>;
};

export function protocolOn<T, R>(rules: StepRules<T, R>): Protocol {
  return {
    async dispatch(drain, steps) {
      return sideBySide(drain.calls, rules.plan(drain, steps), async (planned) => {
        if (!planned.ok) return planned.error;
        const dispatch = await storeDispatch(drain.lease, planned.value);
        return sendRequest(drain, rules, dispatch, planned.value.members);
      });
    },
    settle: (drain, unsettled) => drain.calls.inTurn(() => settleDispatch(drain, rules, unsettled)),
  };
}
