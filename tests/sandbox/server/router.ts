/** A pattern such as `/Invoices/:id/Attachments/:fileName`. Fixed parts match whatever their case, as at Xero. */
export interface Route<H> {
  method: string;
  pattern: string;
  handler: H;
}

export interface Match<H> {
  route: Route<H>;
  params: Record<string, string>;
}

export type Lookup<H> = { found: Match<H> } | { found: undefined; pathKnown: boolean };

/** Finds the route for a method and a path; of two that match, the one with more fixed parts wins. */
export class Router<H> {
  readonly #routes: { route: Route<H>; parts: string[] }[];

  constructor(routes: Route<H>[]) {
    const fixedParts = (parts: string[]) => parts.filter((part) => !part.startsWith(':')).length;
    this.#routes = routes
      .map((route) => ({ route, parts: segmentsOf(route.pattern) }))
      .sort((a, b) => fixedParts(b.parts) - fixedParts(a.parts));
  }

  find(method: string, path: string): Lookup<H> {
    const segments = segmentsOf(path);
    let pathKnown = false;
    for (const { route, parts } of this.#routes) {
      const params = matchSegments(parts, segments);
      if (!params) continue;
      if (route.method === method) return { found: { route, params } };
      pathKnown = true;
    }
    return { found: undefined, pathKnown };
  }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function matchSegments(parts: string[], segments: string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] as string;
    if (part.startsWith(':')) {
      const value = decode(segment);
      if (!value) return undefined;
      params[part.slice(1)] = value;
    } else if (part.toLowerCase() !== segment.toLowerCase()) {
      return undefined;
    }
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
