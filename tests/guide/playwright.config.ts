import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** `npm run guide:pictures`: no tests, but the pictures of docs/guide, taken of the product as it runs. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'pictures.ts',
  globalSetup: '../support/stack.ts',
  outputDir: '../../test-results',
  workers: 1,
  reporter: 'list',
});
