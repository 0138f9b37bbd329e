import { Check } from 'lucide-react';
import { cx } from './cx.ts';

export type StepsProps = {
  steps: readonly { title: string; description?: string; points?: readonly string[] }[];
  /** The step under way, from 0; as many as there are steps when all are done. */
  current: number;
  label?: string;
  className?: string;
};

/** The steps of something longer, where one stands, and what is still to come. */
export function Steps({ steps, current, label = 'Steps', className }: StepsProps) {
  return (
    <ol aria-label={label} className={cx('flex flex-col', className)}>
      {steps.map(({ title, description, points = [] }, index) => {
        const isDone = index < current;
        const isCurrent = index === current;
        return (
          <li key={title} aria-current={isCurrent ? 'step' : undefined} className="group flex gap-3">
            <span className="flex flex-col items-center">
              <span
                aria-hidden="true"
                className={cx(
                  'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium tabular-nums',
                  isDone && 'border-accent bg-accent text-on-accent',
                  isCurrent && 'border-accent bg-accent-soft text-accent-text',
                  !isDone && !isCurrent && 'border-edge text-muted',
                )}
              >
                {isDone ? <Check size={13} strokeWidth={2.5} /> : index + 1}
              </span>
              <span className={cx('my-1 w-px flex-1 group-last:hidden', isDone ? 'bg-accent' : 'bg-line')} />
            </span>
            <div className="min-w-0 pb-4 group-last:pb-0">
              <span className={cx('block leading-6 font-medium', !isCurrent && !isDone && 'text-muted')}>
                {title}
                {isDone && <span className="sr-only"> (done)</span>}
              </span>
              {description && <span className="block text-muted">{description}</span>}
              {points.length > 0 && (
                <ul className="mt-1 list-disc pl-5 text-muted">
                  {points.map((point) => (
                    <li key={point}>{point}</li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
