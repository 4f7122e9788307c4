import { expect, type Locator, type Page } from '@playwright/test';

/** In milliseconds: a guest without KVM boots on what two demos, their browsers and other guests leave of two cores. */
export const BOOT_DEADLINE_MS = 300_000;

/** The machine page: its state word, its power controls, and its screen. */
export class MachinePage {
  readonly screen: Locator;

  constructor(private readonly page: Page) {
    this.screen = page.getByTestId('console-screen');
  }

  /** Waits for the state word in the head of the page. */
  async expectState(word: string, timeout = BOOT_DEADLINE_MS): Promise<void> {
    await expect(this.page.getByTestId('machine-state')).toHaveText(word, { timeout });
  }

  /** Waits until the console shows the guest's screen. */
  async expectScreen(timeout = BOOT_DEADLINE_MS): Promise<void> {
    await expect(this.screen).toHaveAttribute('data-console-state', 'connected', { timeout });
    await expect(this.screen.locator('canvas')).toBeVisible();
  }

  /** Waits until the guest's prompt was reported (the last stage of a start). */
  async expectPrompt(timeout = BOOT_DEADLINE_MS): Promise<void> {
    await this.expectState('Running', timeout);
  }

  /**
   * Types into the guest, as a person does: into the canvas, key by key. Slowly: a keyboard keeps five keys for a guest
   * that gets no time, and loses the next.
   */
  async type(text: string): Promise<void> {
    await this.screen.locator('canvas').click();
    await this.page.keyboard.type(text, { delay: 200 });
    await this.page.keyboard.press('Enter');
  }

  /** Picks an action of the power menu. */
  async act(action: string): Promise<void> {
    await this.page.getByRole('button', { name: /More power actions|Mais ações/ }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }
}
