import { resolve } from 'node:path';
import { Sandbox } from './sandbox.ts';
import { seedDemo } from './seeds/demo.ts';
import { addLargeOrganisation } from './seeds/large.ts';
import { listen } from './server/listen.ts';
import { startCourier } from './webhooks/courier.ts';

export interface SandboxOptions {
  /** 0 for any free port. */
  port: number;
  /** Where its state is kept. */
  directory: string;
  /** Whether to have the large organisation too; it is made at the first start with it, and kept. */
  isLarge?: boolean;
  /** Who its tokens say has issued them: `https://identity.xero.com` for clients that take no other. Unless given, its own address. */
  issuer?: string | undefined;
}

export interface RunningSandbox {
  /** `http://localhost:PORT`: the base of every address. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts the sandbox in this process. With an empty directory it begins with the demo organisations. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = await Sandbox.open(resolve(options.directory));
  if (sandbox.apps.size === 0) seedDemo(sandbox);
  if (options.isLarge) sandbox.store.transact(() => addLargeOrganisation(sandbox));
  const { server, port } = await listen(sandbox, options.port).catch((error) => {
    sandbox.close();
    throw error;
  });
  sandbox.origin = `http://localhost:${port}`;
  sandbox.issuer = options.issuer ?? sandbox.origin;
  const courier = startCourier(sandbox);
  return {
    url: sandbox.origin,
    port,
    close: async () => {
      await courier.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      sandbox.close();
    },
  };
}
