import type { Verification } from '../../identity/tokens.ts';
import { type Answer, empty, json } from '../../server/answer.ts';

/** An expected refusal: thrown where it is found, answered as Xero answers it, and everything else is taken back. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer, message: string) {
    super(message);
    this.answer = answer;
  }
}

function problem(status: number, title: string, detail: string, headers: Record<string, string> = {}): Answer {
  const Instance = crypto.randomUUID();
  return json({ Type: null, Title: title, Status: status, Detail: detail, Instance, Extensions: {} }, status, headers);
}

/** 401 for a token that is missing, expired or not ours. */
export function bearerFailure(verification: Exclude<Verification, { claims: unknown }>): Answer {
  if (verification.failure === 'expired') {
    return problem(401, 'Unauthorized', `TokenExpired: token expired at ${americanDateTime(verification.at)}`, {
      'www-authenticate': 'Bearer error="invalid_token"',
    });
  }
  return problem(401, 'Unauthorized', 'AuthenticationUnsuccessful', { 'www-authenticate': 'Bearer' });
}

/** 401 for a scope that was not granted, or a role that may not do this. */
export function notAuthorised(): Answer {
  return problem(401, 'Unauthorized', 'AuthorizationUnsuccessful', {
    'www-authenticate': 'Bearer error="insufficient_scope"',
  });
}

/** 403 for a tenant that is missing, unknown or not connected. */
export function tenantRefused(): Answer {
  return problem(403, 'Forbidden', 'AuthenticationUnsuccessful');
}

export function payloadTooLarge(): Answer {
  return json(
    {
      Title: 'RequestEntityTooLarge',
      Status: 413,
      Detail: 'PayloadTooLarge',
      Instance: crypto.randomUUID(),
      Extensions: {},
    },
    413,
  );
}

export function internalError(): Answer {
  return json(
    {
      Title: 'An error occurred',
      Detail:
        'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.',
      Status: 500,
      Instance: crypto.randomUUID(),
    },
    500,
  );
}

export function methodNotImplemented(): Answer {
  return { ...empty(501), headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Method not implemented' };
}

/** 400 for a body that cannot be read: bad JSON, a word that is no member of its list, a malformed id. */
export function unreadableBody(message: string): Refusal {
  return new Refusal(json({ ErrorNumber: 14, Type: 'PostDataInvalidException', Message: message }, 400), message);
}

/** 400 for a `where` or `order` that cannot be understood. */
export function unreadableQuery(message: string): Refusal {
  return new Refusal(json({ ErrorNumber: 16, Type: 'QueryParseException', Message: message }, 400), message);
}

export function nothingToDo(): Refusal {
  const message = 'No data was processed';
  return new Refusal(json({ ErrorNumber: 17, Type: 'NoDataProcessedException', Message: message }, 400), message);
}

/** 400 for a list too long to give at once. */
export function highVolume(): Refusal {
  const message = 'Too many documents to return at once. Ask for a page, or narrow the selection.';
  return new Refusal(json({ ErrorNumber: 51, Type: 'HighVolumeException', Message: message }, 400), message);
}

/** 400 with the elements that failed, each with its messages. */
export function validationFailed(elements: object[]): Refusal {
  const Message = 'A validation exception occurred';
  return new Refusal(json({ ErrorNumber: 10, Type: 'ValidationException', Message, Elements: elements }, 400), Message);
}

/** One element that cannot be accepted, for these reasons. Caught by `writeElements`. */
export class ElementRefused extends Error {
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join(' '));
    this.messages = messages;
  }
}

/** `02/20/2025 08:32:50`, UTC. */
function americanDateTime(instant: number): string {
  const [date = '', time = ''] = new Date(instant).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year} ${time.slice(0, 8)}`;
}

/** Xero breaks, with a 500, on tracking that is an object where a list belongs. */
export function conversionOfTracking(): Refusal {
  return new Refusal(internalError(), 'Tracking must be a list');
}
