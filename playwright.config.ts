import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './scripts/lib/browser.mjs';

const executablePath = (await findBrowser()) ?? undefined;

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/stack.ts',
  // One stack serves all files, each in books of its own; two at a time keep two cores busy.
  workers: 2,
  // A test that fails once in a while is broken.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: process.env.INTRAY_E2E_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What fades in or slides is checked where it ends, and at once.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording every step of every test is a tenth of the run: `--trace retain-on-failure` does it.
    trace: 'off',
    launchOptions: {
      executablePath,
      // Without one a browser cannot name a download in other letters than ASCII.
      env: { ...process.env, LANG: process.env.LANG ?? 'C.UTF-8' },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A page lives for seconds: what is compiled for speed would seldom run, and never pay for its compiling.
        '--js-flags=--no-opt --no-maglev',
      ],
    },
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 720 } } }],
});
