import { startSandbox } from './start.ts';

const port = Number(process.env.XERO_SANDBOX_PORT ?? 4010);
const directory = process.env.XERO_SANDBOX_DIR ?? '.data/sandbox';
const issuer = process.env.XERO_SANDBOX_ISSUER || undefined;
const isLarge = process.argv.includes('--large');

try {
  const sandbox = await startSandbox({ port, directory, isLarge, issuer });
  console.log(`Xero sandbox: ${sandbox.url} (client id SANDBOX-APP, secret sandbox-secret)`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void sandbox.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(
    code === 'EADDRINUSE'
      ? `The Xero sandbox cannot start: port ${port} is in use. Set XERO_SANDBOX_PORT to another, or stop what uses it.`
      : `The Xero sandbox cannot start: ${message}`,
  );
  process.exit(1);
}
