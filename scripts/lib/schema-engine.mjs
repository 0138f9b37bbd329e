import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

/**
 * The SQL that leads from one Prisma schema to another, or from an empty database when `from` is null. Uses Prisma's
 * schema engine as WebAssembly, since the native one is a download. It insists on a connection, but changes nothing.
 * @param {{ databaseUrl: string, from: string | null, to: string }} options Schemas as text.
 * @returns {Promise<string | null>} Null when nothing has to change.
 */
export async function sqlBetween({ databaseUrl, from, to }) {
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
  const target = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  const { stdout } = await engine.diff({
    from: from === null ? { tag: 'empty' } : target(from),
    to: target(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return stdout === null || stdout.startsWith('-- This is an empty migration') ? null : stdout;
}
