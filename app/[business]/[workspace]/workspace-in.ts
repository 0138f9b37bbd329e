import { notFound } from 'next/navigation';
import { type Workspace, workspaceOfSegment } from '#lib/domain/paths.ts';

/** The workspace that an address names; there is no such page when it names none. */
export function workspaceIn({ workspace }: { workspace: string }): Workspace {
  return workspaceOfSegment(workspace) ?? notFound();
}
