import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run dev` logs each address asked for; those which ledger and provider send people back to hold a code.
  logging: { incomingRequests: { ignore: [/^\/api\/(connections|sign-in)\//] } },
  // `npm test` checks the types, those of the tests included; building again at a start need not.
  typescript: { ignoreBuildErrors: true },
  // Titles come with the page for everyone: streamed ones vanish for a moment at each live refresh.
  htmlLimitedBots: /.*/,
  turbopack: {
    // Both have the parsers of addresses; a browser needs them once.
    resolveAlias: { 'nuqs/server': { browser: 'nuqs' } },
    rules: {
      '**/react-{aria,stately,aria-components}/dist/private/**/intlStrings.mjs': {
        loaders: ['./scripts/keep-english.cjs'],
      },
    },
  },
  experimental: {
    // What a build keeps for the next one, 200 MB, takes it a quarter longer. The first of a folder, which on a server and
    // in CI is the only one, keeps nothing; who builds again will do so once more.
    turbopackFileSystemCacheForBuild: existsSync(join(import.meta.dirname, '.next/BUILD_ID')),
    // `forbidden()`: a page that needs another role answers 403 in place.
    authInterrupts: true,
    // Our proxy sees uploads too; the route that takes them counts to 25 MB itself and says so when there are more.
    proxyClientMaxBodySize: '26mb',
  },
  // Native or WebAssembly packages, and those that find their own files at run time, stay outside the bundle.
  serverExternalPackages: [
    '@embedpdf/pdfium',
    '@node-rs/argon2',
    'bullmq',
    'ioredis',
    'libheif-js',
    'pdfkit',
    'pg',
    'pino',
    'sharp',
    'xero-node',
  ],
};

export default config;
