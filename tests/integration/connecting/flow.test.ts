import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openAttempt } from '#lib/connecting/attempt.ts';
import { availabilityOf } from '#lib/connecting/availability.ts';
import { beginConnecting } from '#lib/connecting/begin-connecting.ts';
import { finishConnecting } from '#lib/connecting/finish-connecting.ts';
import { lostConnection } from '#lib/connecting/lost-connection.ts';
import { openReturn, sealReturn } from '#lib/connecting/return-cookie.ts';
import { returnFromLedger } from '#lib/connecting/return-from-ledger.ts';
import { db } from '#lib/db.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness, connect, consent, HARBOUR, KOWHAI } from '#tests/support/connect.ts';
import { logLines } from '#tests/support/log-lines.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { people, visitLedger } from '#tests/support/visit-ledger.ts';

withSandbox();

beforeEach(async () => {
  await control('POST', '/reset');
  await db.connection.deleteMany();
  await db.grant.deleteMany();
});

const connections = (scope: PersonScope) => db.connection.findMany({ where: { businessId: scope.businessId } });

async function choiceOf(scope: PersonScope, attemptId: string, name: string): Promise<string> {
  const attempt = await openAttempt(scope, attemptId);
  return attempt?.organisations.find((choice) => choice.name === name)?.organisationId ?? '';
}

test('connecting names the organisation, who connected it, and starts to read its lists', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope, { organisations: [KOWHAI] });
  const connection = await db.connection.findUniqueOrThrow({
    where: { id: connectionId },
    include: { grant: true, syncRuns: true },
  });
  expect(connection).toMatchObject({
    status: 'CONNECTED',
    organisationName: KOWHAI,
    connectedByName: scope.actor.name,
    grant: { subjectEmail: people.amelia, subjectName: 'Amelia Hart' },
    syncRuns: [{ trigger: 'CONNECT', status: 'QUEUED', startedByName: scope.actor.name }],
  });
});

test('nothing is connected before Finish, and no organisation is taken by itself', async () => {
  const scope = await aBusiness();
  const { outcome, attemptId } = await consent(scope, { organisations: [HARBOUR] });
  expect(outcome).toMatchObject({ step: 'choose', attemptId });
  expect(await connections(scope)).toEqual([]);
});

test('organisations allowed in earlier visits can be chosen too, those of this visit come first', async () => {
  await consent(await aBusiness(), { organisations: [HARBOUR] });
  const scope = await aBusiness();
  const { attemptId } = await consent(scope, { organisations: [KOWHAI] });
  expect((await openAttempt(scope, attemptId))?.organisations).toMatchObject([
    { name: KOWHAI, isNew: true },
    { name: HARBOUR, isNew: false },
  ]);
});

describe('what stands in the way has its own page', () => {
  const problemOf = async (scope: PersonScope, options: Parameters<typeof consent>[1]) => {
    const { outcome } = await consent(scope, options);
    expect(await connections(scope)).toEqual([]);
    return outcome.step === 'problem' ? outcome.problem : outcome.step;
  };

  test('cancel at the ledger', async () => {
    expect(await problemOf(await aBusiness(), { decision: 'cancel' })).toBe('cancelled');
  });

  test('a person who belongs to no organisation', async () => {
    expect(await problemOf(await aBusiness(), { email: people.noah })).toBe('noOrganisation');
  });

  test('the ledger down while the code is exchanged', async () => {
    await control('POST', '/faults', { kind: 'status', status: 503, path: '/connect/token', remaining: 1 });
    expect(await problemOf(await aBusiness(), {})).toBe('unavailable');
  });

  test('the ledger down while the organisations are read', async () => {
    await control('POST', '/faults', { kind: 'status', status: 500, path: '/connections', remaining: 1 });
    expect(await problemOf(await aBusiness(), {})).toBe('unavailable');
  });

  test('another browser than the one that began', async () => {
    expect(await problemOf(await aBusiness(), { returning: { browserSecret: 'another' } })).toBe('foreign');
  });

  test('another admin than the one who began', async () => {
    const scope = await aBusiness();
    const other = await aBusiness();
    await db.membership.create({
      data: { businessId: scope.businessId, userId: other.actor.userId, role: 'ADMIN' },
    });
    expect(await problemOf(scope, { returning: { userId: other.actor.userId } })).toBe('foreign');
  });

  test('someone of another business: not even told which business it is', async () => {
    const other = await aBusiness();
    const { outcome } = await consent(await aBusiness(), { returning: { userId: other.actor.userId } });
    expect(outcome).toEqual({ step: 'problem', slug: null, problem: 'foreign', attemptId: null });
  });

  test('an admin who lost the role on the way', async () => {
    const scope = await aBusiness();
    await db.membership.updateMany({ where: { businessId: scope.businessId }, data: { role: 'BOOKKEEPER' } });
    expect((await consent(scope)).outcome).toMatchObject({ step: 'forbidden' });
    expect(await connections(scope)).toEqual([]);
  });

  test('less access than was asked for', async () => {
    const scope = await aBusiness();
    const begun = await beginConnecting(scope, 'xero', null);
    if (!begun.ok) throw new Error(begun.error.message);
    const url = new URL(begun.value.url);
    url.searchParams.set('scope', 'openid offline_access accounting.settings.read');
    const back = await visitLedger({ url: url.href, email: people.tane, organisations: [KOWHAI] });
    const outcome = await returnFromLedger({
      identity: { userId: scope.actor.userId, secondFactorAt: null },
      ledger: 'xero',
      query: back.searchParams,
      browserSecret: () => begun.value.browserSecret,
    });
    expect(outcome).toMatchObject({ step: 'problem', problem: 'scope' });
    expect(await db.grant.count()).toBe(0);
  });

  const comeBack = (scope: PersonScope, query: URLSearchParams, browserSecret: string) =>
    returnFromLedger({
      identity: { userId: scope.actor.userId, secondFactorAt: null },
      ledger: 'xero',
      query,
      browserSecret: () => browserSecret,
    });

  test('a state used twice, also at the same moment: one passes', async () => {
    const scope = await aBusiness();
    const { back, browserSecret } = await consent(scope);
    expect(await comeBack(scope, back.searchParams, browserSecret)).toMatchObject({ problem: 'used' });

    const begun = await beginConnecting(scope, 'xero', null);
    if (!begun.ok) throw new Error(begun.error.message);
    const state = new URL(begun.value.url).searchParams.get('state') ?? '';
    const cancelled = new URLSearchParams({ error: 'access_denied', state });
    const arrivals = await Promise.all([1, 2, 3, 4].map(() => comeBack(scope, cancelled, begun.value.browserSecret)));
    const problems = arrivals.map((outcome) => outcome.step === 'problem' && outcome.problem).sort();
    expect(problems).toEqual(['cancelled', 'used', 'used', 'used']);
  });

  test('a state older than ten minutes', async () => {
    const scope = await aBusiness();
    const begun = await beginConnecting(scope, 'xero', null);
    if (!begun.ok) throw new Error(begun.error.message);
    const { attemptId, browserSecret, url } = begun.value;
    const attempt = await db.connectionAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect(attempt.expiresAt.getTime() - attempt.createdAt.getTime()).toBeLessThanOrEqual(10 * 60_000);
    await db.connectionAttempt.update({ where: { id: attemptId }, data: { expiresAt: new Date(Date.now() - 1) } });
    const state = new URL(url).searchParams.get('state') ?? '';
    expect(await comeBack(scope, new URLSearchParams({ code: 'any', state }), browserSecret)).toMatchObject({
      problem: 'expired',
    });
  });

  test('a name for it in the log, with its cause and without code, state or verifier', async () => {
    const lines = await logLines(async () => {
      await consent(await aBusiness(), { decision: 'cancel' });
      await consent(await aBusiness(), { email: people.noah });
      await consent(await aBusiness(), { returning: { browserSecret: 'another' } });
      await consent(await aBusiness(), { returning: { userId: (await aBusiness()).actor.userId } });
      await control('POST', '/faults', { kind: 'status', status: 503, path: '/connect/token', remaining: 1 });
      await consent(await aBusiness());
      await control('POST', '/faults', { kind: 'status', status: 500, path: '/connections', remaining: 1 });
      await consent(await aBusiness());
      const scope = await aBusiness();
      await comeBack(scope, new URLSearchParams({ code: 'secret-code', state: 'secret-state' }), 'any');
      await finishConnecting(scope, { attemptId: randomUUID(), organisationId: 'none', movesFromOther: false });
    });
    const told = lines
      .filter(({ msg }) => msg === 'not connected')
      .map(({ problem, cause, error }) => [problem, cause ?? (error as { kind: string } | undefined)?.kind]);
    expect(told).toEqual([
      ['cancelled', expect.stringContaining('access_denied')],
      ['noOrganisation', undefined],
      ['foreign', 'anotherBrowser'],
      ['foreign', 'businessUnknown'],
      ['unavailable', 'unavailable'],
      ['unavailable', 'unavailable'],
      ['unknown', undefined],
      ['attemptEnded', undefined],
    ]);
    expect(lines.every(({ level }) => level === 40)).toBe(true);
    expect(JSON.stringify(lines)).not.toMatch(/secret-|[?&](code|state)=|verifier|eyJ/);
  });

  test('a state that nobody here made', async () => {
    const scope = await aBusiness();
    const query = new URLSearchParams({ code: 'any', state: 'made up' });
    expect(await comeBack(scope, query, 'any')).toMatchObject({ step: 'problem', slug: null, problem: 'unknown' });
  });
});

describe('an organisation that another business has', () => {
  test('is not connected a second time, and the other business is not named to strangers', async () => {
    const owner = await aBusiness();
    await connect(owner);
    const scope = await aBusiness();
    const { attemptId } = await consent(scope);
    const organisationId = await choiceOf(scope, attemptId, HARBOUR);
    const attempt = await openAttempt(scope, attemptId);
    if (!attempt) throw new Error('no attempt');
    expect(await availabilityOf(scope, attempt, organisationId)).toEqual({
      kind: 'elsewhere',
      mayMove: false,
      businessName: null,
    });

    const finished = await finishConnecting(scope, { attemptId, organisationId, movesFromOther: true });

    expect(finished).toMatchObject({ ok: false, error: { code: 'connectedElsewhere' } });
    expect(await connections(scope)).toEqual([]);
    expect(await connections(owner)).toMatchObject([{ status: 'CONNECTED' }]);
  });

  test('moves only when an admin of both says so', async () => {
    const owner = await aBusiness();
    await connect(owner);
    const scope = await aBusiness({ userId: owner.actor.userId });
    const { attemptId } = await consent(scope);
    const organisationId = await choiceOf(scope, attemptId, HARBOUR);

    const unasked = await finishConnecting(scope, { attemptId, organisationId, movesFromOther: false });
    expect(unasked).toMatchObject({ ok: false, error: { code: 'connectedElsewhere' } });
    expect(await connections(owner)).toMatchObject([{ status: 'CONNECTED' }]);

    const asked = await finishConnecting(scope, { attemptId, organisationId, movesFromOther: true });
    expect(asked).toMatchObject({ ok: true });
    expect(await connections(owner)).toMatchObject([{ status: 'DISCONNECTED', statusReason: 'movedAway' }]);
    expect(await connections(scope)).toMatchObject([{ status: 'CONNECTED', organisationName: HARBOUR }]);
  });
});

describe('Reconnect', () => {
  test('keeps the connection with all that hangs on it', async () => {
    const scope = await aBusiness();
    const connectionId = await connect(scope);
    await db.connection.update({
      where: { id: connectionId },
      data: { status: 'NEEDS_RECONNECTING', statusReason: 'disconnectedAtLedger', shortCode: '!abc' },
    });
    expect(await connect(scope, { connectionId })).toBe(connectionId);
    expect(await connections(scope)).toMatchObject([
      { id: connectionId, status: 'CONNECTED', statusReason: null, shortCode: '!abc' },
    ]);
  });

  test('is asked for of everybody: of an admin by a link, of others by whom to ask', async () => {
    const scope = await aBusiness();
    const connectionId = await connect(scope);
    const bookkeeper = { ...scope, actor: { ...scope.actor, role: 'BOOKKEEPER' as const } };
    expect(await lostConnection(bookkeeper)).toBeNull();
    await db.connection.update({ where: { id: connectionId }, data: { status: 'NEEDS_RECONNECTING' } });
    expect(await lostConnection(scope)).toMatchObject({ id: connectionId, mayReconnect: true, askWhom: [] });
    expect(await lostConnection(bookkeeper)).toMatchObject({
      organisationName: HARBOUR,
      mayReconnect: false,
      askWhom: [{ name: 'Ada Admin', email: expect.stringContaining('@') }],
    });
    await db.connection.update({ where: { id: connectionId }, data: { status: 'DISCONNECTED' } });
    expect(await lostConnection(bookkeeper)).toBeNull();
  });

  test('to another organisation is caught before anything changes', async () => {
    const scope = await aBusiness();
    const connectionId = await connect(scope);
    const before = await connections(scope);
    const { attemptId } = await consent(scope, { organisations: [KOWHAI], connectionId });
    const organisationId = await choiceOf(scope, attemptId, KOWHAI);

    const finished = await finishConnecting(scope, { attemptId, organisationId, movesFromOther: true });

    expect(finished).toMatchObject({ ok: false, error: { code: 'otherOrganisation' } });
    expect(await connections(scope)).toEqual(before);
  });

  test('by another person of the organisation goes over to that person', async () => {
    const scope = await aBusiness();
    const connectionId = await connect(scope);
    await connect(scope, { connectionId, email: people.oliver });
    const { grant } = await db.connection.findUniqueOrThrow({
      where: { id: connectionId },
      include: { grant: true },
    });
    expect(grant?.subjectEmail).toBe(people.oliver);
  });
});

describe('someone whose session ended at the ledger', () => {
  test('comes back with code and state sealed, and what they say is there again after signing in', () => {
    const query = new URLSearchParams({ code: 'secret-code', state: 'secret-state', scope: 'openid email' });
    const sealed = sealReturn('xero', query);
    expect(sealed).not.toMatch(/secret/);
    expect(openReturn('xero', sealed ?? '').toString()).toBe(query.toString());
  });

  test('comes back with nothing when the cookie is gone, made up, or longer than browsers keep', () => {
    expect(openReturn('xero', undefined).size).toBe(0);
    expect(openReturn('xero', 'test.made-up').size).toBe(0);
    expect(sealReturn('xero', new URLSearchParams({ code: 'c'.repeat(5_000) }))).toBeNull();
  });
});

test('a visit is finished once, and by nobody else', async () => {
  const scope = await aBusiness();
  const { attemptId } = await consent(scope);
  const organisationId = await choiceOf(scope, attemptId, HARBOUR);
  const choice = { attemptId, organisationId, movesFromOther: false };
  const ended = { ok: false, error: { code: 'attemptEnded' } };
  expect(await finishConnecting(await aBusiness(), choice)).toMatchObject(ended);
  expect(await finishConnecting(scope, { ...choice, organisationId: 'made-up' })).toMatchObject(ended);
  expect(await finishConnecting(scope, choice)).toMatchObject({ ok: true });
  expect(await finishConnecting(scope, choice)).toMatchObject(ended);
});

test('a business that is connected begins no second connection', async () => {
  const scope = await aBusiness();
  await connect(scope);
  expect(await beginConnecting(scope, 'xero', null)).toMatchObject({ ok: false, error: { code: 'connectedAlready' } });
});
