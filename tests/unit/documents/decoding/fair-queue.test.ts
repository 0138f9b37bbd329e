import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairQueue, type QueueLimits } from '#lib/documents/decoding/fair-queue.ts';

const queueOf = (limits: Partial<QueueLimits> = {}) =>
  new FairQueue<string>({ running: 2, waiting: 100, waitingPerKey: 100, ...limits });

/** Takes what may run now, finishes it, and so on: the order in which all tasks are done. */
function drain(queue: FairQueue<string>): string[] {
  const done: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) {
    done.push(next.task);
    queue.finish(next.key);
  }
  return done;
}

test('people take turns, and the tasks of each keep their order', () => {
  const queue = queueOf();
  for (const task of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) queue.add(task[0] ?? '', task);
  expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
});

test('who comes last waits for one task of each of the others at most', () => {
  const queue = queueOf();
  for (const task of ['a1', 'a2', 'b1', 'b2']) queue.add(task[0] ?? '', task);
  expect(queue.take()?.task).toBe('a1');
  queue.add('c', 'c1');
  queue.finish('a');
  expect(drain(queue)).toEqual(['b1', 'a2', 'c1', 'b2']);
});

test('one place stays free of each person, so that another finds it', () => {
  const queue = queueOf({ running: 3 });
  for (const task of ['a1', 'a2', 'a3']) queue.add('a', task);
  expect([queue.take()?.task, queue.take()?.task, queue.take()]).toEqual(['a1', 'a2', null]);
  queue.add('b', 'b1');
  expect(queue.take()?.task).toBe('b1');
  queue.finish('a');
  expect(queue.take()?.task).toBe('a3');
});

test('where there is one place, it is given to each in turn', () => {
  const queue = queueOf({ running: 1 });
  for (const task of ['a1', 'a2', 'b1']) queue.add(task[0] ?? '', task);
  expect([queue.take()?.task, queue.take()]).toEqual(['a1', null]);
  queue.finish('a');
  expect(drain(queue)).toEqual(['b1', 'a2']);
});

test('who has too many waiting is turned away, and others are not', () => {
  const queue = queueOf({ waitingPerKey: 2, waiting: 3 });
  expect(['a1', 'a2', 'a3'].map((task) => queue.add('a', task))).toEqual([true, true, false]);
  expect(queue.add('b', 'b1')).toBe(true);
  expect(queue.add('c', 'c1')).toBe(false);
  expect(drain(queue)).toEqual(['a1', 'b1', 'a2']);
  expect(queue.add('c', 'c1')).toBe(true);
});

test('however people come and go, all tasks run once and nobody ever takes all places', () => {
  const step = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constant('finish'));
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4 }), fc.array(step, { maxLength: 80 }), (places, steps) => {
      const queue = queueOf({ running: places });
      const running: string[] = [];
      let taken = 0;
      const fill = () => {
        for (let next = queue.take(); next; next = queue.take()) {
          taken += 1;
          running.push(next.key);
        }
        expect(running.length).toBeLessThanOrEqual(places);
        for (const key of running) expect(running.filter((each) => each === key).length).toBeLessThan(places);
      };
      const finish = () => {
        const key = running.shift();
        if (key) queue.finish(key);
      };
      for (const each of steps) {
        if (each === 'finish') finish();
        else queue.add(each, each);
        fill();
      }
      while (running.length > 0) {
        finish();
        fill();
      }
      expect(taken).toBe(steps.filter((each) => each !== 'finish').length);
    }),
  );
});
