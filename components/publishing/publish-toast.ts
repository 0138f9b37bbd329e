import type { ToastContent } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ItemRevision, PublishOutcome } from '#lib/publishing/publish-items.ts';
import type { PublishingEnd } from '#lib/publishing/publishing-ends.ts';

/** What was left out since the books may have it already, to be asked about. */
export const mayBeInBooks = (answer: Result<PublishOutcome[]>): ItemRevision[] =>
  answer.ok ? (answer.value.filter(({ outcome }) => outcome === 'inBooks') as ItemRevision[]) : [];

/**
 * What to say after *Publish* was pressed; null when the live state beside the button says it all, which it can't when the
 * item leaves the list that is shown.
 */
export function publishToast(
  answer: Result<PublishOutcome[]>,
  gate: PublishingGate,
  { leavesList = false } = {},
): ToastContent | null {
  // What is unfinished says so itself, at its field.
  if (!answer.ok) {
    const tone = answer.error.code === 'unfinished' ? 'info' : 'danger';
    return { title: 'Not published', description: answer.error.message, tone };
  }
  const count = (...kinds: PublishOutcome['outcome'][]) =>
    answer.value.filter(({ outcome }) => kinds.includes(outcome)).length;
  const queued = count('queued');
  const left = [
    say(count('notReady'), (n) => `${n} ${n === 1 ? 'is' : 'are'} not ready: ${whyNot(answer.value)}`),
    say(count('changed'), (n) => `${n} changed since you saw ${n === 1 ? 'it' : 'them'}: look again, then publish.`),
    say(count('underWay'), (n) => `${n} ${n === 1 ? 'is' : 'are'} on the way already.`),
    say(count('published'), (n) => `${n} ${n === 1 ? 'was' : 'were'} published already.`),
    say(
      count('archived'),
      (n) => `${n} ${n === 1 ? 'was' : 'were'} archived meanwhile: bring ${n === 1 ? 'it' : 'them'} back first.`,
    ),
    say(count('missing'), (n) => `${n} no longer ${n === 1 ? 'exists' : 'exist'}.`),
  ].filter((line) => line !== null);

  // What the books may have is asked about by itself.
  if (queued === 0 && left.length === 0) return null;
  if (queued === 0) return { title: 'Nothing was published', description: left.join(' '), tone: 'danger' };
  const waits = gate.health === 'needsReconnecting';
  if (waits) {
    const what = queued === 1 ? 'It goes out by itself' : 'They go out by themselves';
    left.unshift(`${what} once ${gate.ledgerName} is reconnected.`);
  }
  if (queued === 1 && left.length === 0 && !leavesList) return null;
  return {
    title: `${queued} ${queued === 1 ? 'item' : 'items'} ${waits ? 'queued' : 'being published'}`,
    tone: left.length > (waits ? 1 : 0) ? 'info' : 'success',
    ...(!waits && { isOngoing: true }),
    ...(left.length > 0 && { description: left.join(' ') }),
  };
}

/**
 * What to say once all that was begun at one press is decided. Null when nothing is left to tell: whoever took it back
 * knows.
 */
export function endToast(
  ends: readonly Pick<PublishingEnd, 'outcome' | 'ledgerUrl'>[],
  ledgerName: string,
  { show, open }: { show: () => void; open: (url: string) => void },
): ToastContent | null {
  const count = (kind: PublishingEnd['outcome']) => ends.filter(({ outcome }) => outcome === kind).length;
  const published = count('published');
  const refused = count('refused');
  if (published + refused === 0) return null;
  if (refused === 0) {
    const url = ends.length === 1 ? ends[0]?.ledgerUrl : null;
    return {
      title: `${published} ${published === 1 ? 'item' : 'items'} published`,
      tone: 'success',
      ...(url && { action: { label: `Open in ${ledgerName}`, onPress: () => open(url) } }),
    };
  }
  return {
    title: published > 0 ? `${published} published, ${refused} refused` : `${refused} refused`,
    description: `${ledgerName} did not take ${refused === 1 ? 'one' : 'some'}, and posted nothing of ${refused === 1 ? 'it' : 'them'}.`,
    tone: 'danger',
    action: { label: 'Show', onPress: show },
  };
}

/**
 * Why something is not ready that was when it was shown: a setting or a list has changed since. What several lack is told
 * at each.
 */
function whyNot(outcomes: readonly PublishOutcome[]): string {
  const messages = new Set(
    outcomes.flatMap((each) => (each.outcome === 'notReady' ? each.problems.map(({ message }) => message) : [])),
  );
  const [first, ...others] = messages;
  return first === undefined || others.length > 0 ? 'something is missing or wrong.' : first;
}

function say(count: number, text: (count: number) => string): string | null {
  return count > 0 ? text(count) : null;
}
