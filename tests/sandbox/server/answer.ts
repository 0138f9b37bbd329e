/** An HTTP answer, complete. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function page(markup: { toString(): string }, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'; img-src 'self' data:; object-src 'self'; frame-src 'self'",
      'referrer-policy': 'same-origin',
      ...headers,
    },
    body: `<!doctype html>\n${markup.toString()}`,
  };
}

export function redirect(location: string, headers: Record<string, string> = {}): Answer {
  return { status: 303, headers: { location, ...headers }, body: '' };
}

export function empty(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: '' };
}

/** Xero answers an unknown resource with a line of HTML, not with JSON. */
export function resourceNotFound(headers: Record<string, string> = {}): Answer {
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: "The resource you're looking for cannot be found",
  };
}
