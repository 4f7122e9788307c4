import { defineConfig } from '@playwright/test';

/**
 * Journeys run against a demo that is already up (`npm test` starts it): VIRLAB_E2E_URL says where. Serial, because
 * each demo has one of each person, and their machines keep their state.
 */
export default defineConfig({
  testDir: 'journeys',
  outputDir: process.env['VIRLAB_E2E_OUTPUT'] ?? '../test-results',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // Deadlines only end what hangs: another demo boots its guests on the same two cores meanwhile.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env['VIRLAB_E2E_URL'] ?? 'http://localhost:3000',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    // A button or a page that never comes is told long before the journey's own end.
    actionTimeout: 120_000,
    navigationTimeout: 180_000,
    // Half faded in, every text has too little contrast for axe.
    contextOptions: { reducedMotion: 'reduce' },
    // Each step with its page; a film of it would take a fifth of the run.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
