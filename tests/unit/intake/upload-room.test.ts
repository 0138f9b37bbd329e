import { expect, test } from 'vitest';
import { UploadRoom } from '#lib/intake/upload-room.ts';

const room = () => new UploadRoom({ bytes: 100, bytesPerPerson: 60 });

test('one person never takes the room of all others', () => {
  const uploads = room();
  expect(uploads.take('Alex', 60)).not.toBeNull();
  expect(uploads.take('Alex', 1)).toBeNull();
  expect(uploads.take('Robin', 40)).not.toBeNull();
});

test('all people together take no more than there is', () => {
  const uploads = room();
  for (const person of ['Alex', 'Robin']) expect(uploads.take(person, 50)).not.toBeNull();
  expect(uploads.take('Sam', 1)).toBeNull();
});

test('what was given back can be taken again', () => {
  const uploads = room();
  const giveBack = uploads.take('Alex', 60);
  giveBack?.();
  expect(uploads.take('Alex', 60)).not.toBeNull();
});
