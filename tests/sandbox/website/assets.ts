import { readFileSync } from 'node:fs';
import type { Answer } from '../server/answer.ts';

const styles = readFileSync(new URL('./sandbox.css', import.meta.url));
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#2f4bb5"/><path d="M4 4h4v4H4zM8 8h4v4H8z" fill="#fff"/></svg>';

const CACHE = { 'cache-control': 'public, max-age=300' };

export function stylesheet(): Answer {
  return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8', ...CACHE }, body: styles };
}

export function favicon(): Answer {
  return { status: 200, headers: { 'content-type': 'image/svg+xml', ...CACHE }, body: icon };
}
