import { unreadableQuery } from '../api/failures.ts';

export interface Token {
  kind: 'name' | 'text' | 'number' | 'symbol' | 'end';
  text: string;
}

const PATTERN =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|"((?:[^"\\]|\\.|"")*)"|(\d+(?:\.\d+)?)[mMdDlL]?\b|(&&|\|\||==|!=|<>|<=|>=|[=<>!().,-]))/y;

/** Splits a `where` expression. Double quotes delimit text; `\"` and `""` stand for one inside; `0m` is a number. */
export function tokenise(expression: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(PATTERN);
  while (expression.slice(pattern.lastIndex).trim() !== '') {
    const at = pattern.lastIndex;
    const match = pattern.exec(expression);
    if (!match) throw unreadableQuery(`Syntax error at position ${at}`);
    const [, name, text, number, symbol] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (text !== undefined)
      tokens.push({ kind: 'text', text: text.replace(/""|\\(.)/g, (two, escaped) => escaped ?? two[0]) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'symbol', text: symbol as string });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
