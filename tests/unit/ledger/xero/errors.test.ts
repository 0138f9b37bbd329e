import { expect, test } from 'vitest';
import { errorOfAnswer, errorOfNetwork } from '#lib/ledger/xero/errors.ts';
import { rateLimitOf, usageOf } from '#lib/ledger/xero/rate-headers.ts';
import { aDocument, aLine } from './builders.ts';

const read = { isWrite: false };
const write = { isWrite: true };
const validation = (...messages: string[]) => ({
  ErrorNumber: 10,
  Type: 'ValidationException',
  Message: 'A validation exception occurred',
  Elements: [{ ValidationErrors: messages.map((Message) => ({ Message })) }],
});
const unauthorised = (Detail: string) => ({ Type: null, Title: 'Unauthorized', Status: 401, Detail, Extensions: {} });
const serverError = {
  Title: 'An error occurred',
  Detail:
    'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.',
  Status: 500,
};

test.each([
  ['an expired token', 401, unauthorised('TokenExpired: token expired at 02/20/2025 08:32:50'), { reason: 'expired' }],
  ['a bad token', 401, unauthorised('AuthenticationUnsuccessful'), { reason: 'revoked' }],
  ['a missing scope', 401, unauthorised('AuthorizationUnsuccessful'), { reason: 'scope' }],
  ['a disconnected organisation', 403, { Detail: 'AuthenticationUnsuccessful' }, { reason: 'disconnected' }],
])('%s is lost authorisation, and which kind', (_what, status, body, expected) => {
  expect(errorOfAnswer({ status, body, headers: {} }, read)).toMatchObject({ kind: 'authorisationLost', ...expected });
});

test.each([
  ['a refused document', 400, validation('Tax rate must be Active'), 'rejected', 'never'],
  [
    'a body Xero cannot read',
    400,
    { ErrorNumber: 14, Message: 'JSON request body could not be read' },
    'rejected',
    'never',
  ],
  [
    'an idempotency key with another request',
    400,
    { Message: 'Idempotency Key: K is used with a different request.' },
    'conflict',
    'never',
  ],
  ['an address that is not there', 404, "The resource you're looking for cannot be found", 'missing', 'never'],
  ['a file that is too large', 413, { Title: 'RequestEntityTooLarge', Detail: 'PayloadTooLarge' }, 'rejected', 'never'],
  ['too many calls', 429, '', 'rateLimited', 'later'],
  ['an offline organisation', 503, 'The Organisation is offline', 'unavailable', 'later'],
])('%s is told as such', (_what, status, body, kind, retry) => {
  expect(errorOfAnswer({ status, body, headers: {} }, write)).toMatchObject({ kind, retry });
});

test('after a server error nobody knows whether a write happened, while a read can be repeated', () => {
  const answer = { status: 500, body: serverError, headers: {} };
  expect(errorOfAnswer(answer, write)).toMatchObject({ kind: 'uncertain', retry: 'unknown-outcome' });
  expect(errorOfAnswer(answer, read)).toMatchObject({ kind: 'unavailable', retry: 'later' });
});

test('a write that never left can be sent again; one that went silent cannot', () => {
  expect(errorOfNetwork('connect ECONNREFUSED 127.0.0.1:1', write)).toMatchObject({ kind: 'unavailable' });
  expect(errorOfNetwork('socket hang up', write)).toMatchObject({ kind: 'uncertain' });
  expect(errorOfNetwork(new Error('No answer within 60 seconds'), write)).toMatchObject({ kind: 'uncertain' });
  expect(errorOfNetwork('socket hang up', read)).toMatchObject({ kind: 'unavailable' });
});

test('all reasons of a refusal are told at once', () => {
  const body = validation('Tax rate must be Active', 'The document DueDate field must be specified.');
  const error = errorOfAnswer({ status: 400, body, headers: {} }, { isWrite: true, documents: [aDocument()] });
  expect(error.kind === 'rejected' && error.reasons.map(({ field }) => field)).toEqual(['taxRateId', 'dueOn']);
});

test('a reason inside a line or the contact of a refused request reaches its field', () => {
  const body = {
    ...validation(),
    Elements: [
      {
        LineItems: [{}, { ValidationErrors: [{ Message: 'The TaxType field is mandatory' }] }],
        Contact: { ValidationErrors: [{ Message: 'Email address must be valid' }] },
      },
    ],
  };
  const documents = [aDocument({ lines: [aLine(), aLine()] })];
  const error = errorOfAnswer({ status: 400, body, headers: {} }, { isWrite: true, documents });
  expect(error.kind === 'rejected' && error.reasons.map(({ field, line }) => [field, line])).toEqual([
    ['taxRateId', 1],
    ['contactId', null],
  ]);
});

const now = new Date('2026-11-23T10:00:00Z');

test.each([
  [{ 'x-rate-limit-problem': 'minute', 'retry-after': '26' }, 'minute', 26],
  [{ 'x-rate-limit-problem': 'day', 'retry-after': '7200' }, 'day', 7_200],
  [{ 'x-rate-limit-problem': 'appminute', 'retry-after': '5' }, 'appMinute', 5],
  [{ 'x-rate-limit-problem': 'concurrent' }, 'concurrent', 2],
  [{ 'x-daylimit-remaining': '0', 'x-minlimit-remaining': '60' }, 'day', 3_600],
  [{ 'x-minlimit-remaining': '0' }, 'minute', 60],
])('a 429 with %j waits for the %s limit for %i seconds', (headers, limit, seconds) => {
  const { until, ...error } = rateLimitOf(headers as Record<string, string>, now);
  expect(error).toMatchObject({ kind: 'rateLimited', limit });
  expect(until.getTime() - now.getTime()).toBe(seconds * 1_000);
});

test('what Xero says is left is read from any answer, and nothing is made up where it says nothing', () => {
  const headers = { 'x-minlimit-remaining': '55', 'x-daylimit-remaining': '990', 'x-appminlimit-remaining': '9994' };
  expect(usageOf(headers)).toEqual({ minuteLeft: 55, dayLeft: 990, appMinuteLeft: 9_994 });
  expect(usageOf({})).toEqual({ minuteLeft: null, dayLeft: null, appMinuteLeft: null });
});
