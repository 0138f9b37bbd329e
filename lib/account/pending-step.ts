import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { decrypt, encrypt } from '#lib/secrets.ts';
import { newToken, tokenHash } from '#lib/token.ts';

const minutes = (count: number) => count * 60_000;

/** What a browser may have begun, and how long it has to finish it. */
const lifeMs = {
  /** The password was right; the code is missing. */
  secondFactor: minutes(10),
  /** A passkey was asked for; its device has the challenge. */
  newPasskey: minutes(5),
  passkey: minutes(5),
  /** The browser is at the provider, which signs the person in. */
  provider: minutes(15),
  /** The provider knows the person; their password is missing, this one time. */
  providerLink: minutes(10),
};
export type StepKind = keyof typeof lifeMs;

export type PendingStep = { userId: string | null; detail: string };

/** The browser holds the token in this cookie, out of reach of scripts. One step of each kind at a time. */
export function stepCookie(kind: StepKind) {
  const secure = env().APP_URL.startsWith('https:');
  return {
    name: `${secure ? '__Host-' : ''}intray-${kind}`,
    // Lax, since a provider leads back here by a link.
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: lifeMs[kind] / 1_000 },
  } as const;
}

/** Begins a step and gives the token for the cookie of the browser that is to finish it. */
export async function beginStep(kind: StepKind, { userId, detail }: PendingStep): Promise<string> {
  const token = newToken();
  const id = randomUUID();
  await db.pendingStep.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  await db.pendingStep.create({
    data: {
      id,
      kind,
      tokenHash: tokenHash(token),
      userId,
      detail: encrypt(detail, id),
      expiresAt: new Date(Date.now() + lifeMs[kind]),
    },
  });
  return token;
}

/** The step, which goes on: for what may be tried again, such as a code. */
export async function readStep(kind: StepKind, token: string | undefined): Promise<PendingStep | null> {
  const step = token
    ? await db.pendingStep.findFirst({ where: { kind, tokenHash: tokenHash(token), expiresAt: { gt: new Date() } } })
    : null;
  try {
    return step && { userId: step.userId, detail: decrypt(step.detail, step.id) };
  } catch {
    // Its key is gone: whoever began it begins again.
    return null;
  }
}

/** The step, which ends with it: of two at the same time one gets it. */
export async function takeStep(kind: StepKind, token: string | undefined): Promise<PendingStep | null> {
  const step = await readStep(kind, token);
  if (!step || !token) return null;
  const { count } = await db.pendingStep.deleteMany({ where: { kind, tokenHash: tokenHash(token) } });
  return count === 1 ? step : null;
}
