import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types, those of the tests included; building again at a start need not.
  typescript: { ignoreBuildErrors: true },
  // `forbidden()`: a page that needs another role answers 403 in place.
  experimental: { authInterrupts: true },
  // Native or WebAssembly packages, and those that find their own files at run time, stay outside the bundle.
  serverExternalPackages: [
    '@hyzyla/pdfium',
    '@node-rs/argon2',
    'bullmq',
    'ioredis',
    'libheif-js',
    'pg',
    'pino',
    'sharp',
    'xero-node',
  ],
};

export default config;
