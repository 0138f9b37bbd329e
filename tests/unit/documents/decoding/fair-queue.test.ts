import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairQueue, type QueueLimits, type Turn } from '#lib/documents/decoding/fair-queue.ts';

const queueOf = (limits: Partial<QueueLimits> = {}) =>
  new FairQueue<string>({ running: 2, waiting: 100, waitingPerKey: 100, ...limits });

/** Takes what may run now, finishes it, and so on: the order in which all tasks are done. */
function drain(queue: FairQueue<string>): string[] {
  const done: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) {
    done.push(next.task);
    queue.finish(next);
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
  queue.finish({ key: 'a', isSlow: false });
  expect(drain(queue)).toEqual(['b1', 'a2', 'c1', 'b2']);
});

test('one place stays free of each person, so that another finds it', () => {
  const queue = queueOf({ running: 3 });
  for (const task of ['a1', 'a2', 'a3']) queue.add('a', task);
  expect([queue.take()?.task, queue.take()?.task, queue.take()]).toEqual(['a1', 'a2', null]);
  queue.add('b', 'b1');
  expect(queue.take()?.task).toBe('b1');
  queue.finish({ key: 'a', isSlow: false });
  expect(queue.take()?.task).toBe('a3');
});

test('where there is one place, it is given to each in turn', () => {
  const queue = queueOf({ running: 1 });
  for (const task of ['a1', 'a2', 'b1']) queue.add(task[0] ?? '', task);
  expect([queue.take()?.task, queue.take()]).toEqual(['a1', null]);
  queue.finish({ key: 'a', isSlow: false });
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

test("nobody's tasks wait behind their own slow ones, of which one runs at a time", () => {
  const queue = queueOf();
  queue.addSlow('a', 'slow1');
  queue.addSlow('a', 'slow2');
  for (const task of ['a1', 'a2']) queue.add('a', task);
  expect(queue.take()).toMatchObject({ task: 'slow1', isSlow: true });
  expect(drain(queue)).toEqual(['a1', 'a2']);
  queue.finish({ key: 'a', isSlow: true });
  expect(queue.take()?.task).toBe('slow2');
});

test('slow tasks of many people leave one place to all others', () => {
  const queue = queueOf({ running: 3 });
  for (const key of ['a', 'b', 'c']) queue.addSlow(key, `${key} slow`);
  expect([queue.take()?.task, queue.take()?.task, queue.take()]).toEqual(['a slow', 'b slow', null]);
  queue.add('d', 'd1');
  expect(queue.take()?.task).toBe('d1');
});

test('one that turned out to be slow is never turned away', () => {
  const queue = queueOf({ waiting: 1, waitingPerKey: 1 });
  queue.add('a', 'a1');
  queue.addSlow('a', 'slow');
  expect(drain(queue)).toEqual(['a1', 'slow']);
});

test('however people come and go, all tasks run once and nobody ever takes all places', () => {
  const isSlow = fc.boolean();
  const step = fc.oneof(fc.record({ key: fc.constantFrom('a', 'b', 'c'), isSlow }), fc.constant(null));
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 4 }), fc.array(step, { maxLength: 80 }), (places, steps) => {
      const queue = queueOf({ running: places });
      const running: Turn<string>[] = [];
      let taken = 0;
      const fill = () => {
        for (let next = queue.take(); next; next = queue.take()) {
          taken += 1;
          running.push(next);
        }
        expect(running.length).toBeLessThanOrEqual(places);
        expect(running.filter((turn) => turn.isSlow).length).toBeLessThan(places);
        for (const { key } of running) {
          const own = running.filter((turn) => turn.key === key);
          expect(own.length).toBeLessThan(places);
          expect(own.filter((turn) => turn.isSlow).length).toBeLessThanOrEqual(1);
        }
      };
      const finish = () => {
        const turn = running.shift();
        if (turn) queue.finish(turn);
      };
      for (const each of steps) {
        if (each === null) finish();
        else if (each.isSlow) queue.addSlow(each.key, each.key);
        else queue.add(each.key, each.key);
        fill();
      }
      while (running.length > 0) {
        finish();
        fill();
      }
      expect(taken).toBe(steps.filter((each) => each !== null).length);
    }),
  );
});
