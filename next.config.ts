import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
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
