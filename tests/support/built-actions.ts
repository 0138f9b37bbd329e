import { readFileSync } from 'node:fs';
import type { APIRequestContext } from '@playwright/test';
import { inProject } from '#scripts/lib/paths.mjs';

export type BuiltAction = { id: string; file: string; name: string };

/** The server actions that the built application answers to: one that no page uses is in no bundle. */
export function builtActions(): BuiltAction[] {
  const path = inProject('.next/server/server-reference-manifest.json');
  const { node }: { node: Record<string, { filename: string; exportedName: string }> } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  return Object.entries(node).map(([id, { filename, exportedName }]) => ({ id, file: filename, name: exportedName }));
}

/** Calls an action as a page at `path` would. Gives the code it failed with, or what else was answered. */
export async function actionFailure(
  request: APIRequestContext,
  path: string,
  id: string,
  input: unknown,
): Promise<string> {
  const answer = await request.post(path, {
    headers: { 'Next-Action': id, Accept: 'text/x-component', 'Content-Type': 'text/plain;charset=UTF-8' },
    data: JSON.stringify([input]),
  });
  const text = await answer.text();
  return /"ok":false,"error":\{"code":"(\w+)"/.exec(text)?.[1] ?? `${answer.status()} ${text.slice(0, 500)}`;
}
