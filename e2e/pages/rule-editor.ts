import { expect, type Locator, type Page } from '@playwright/test';

/** The form of a rule, as somebody uses it who never looks at the YAML. */
export class RuleEditor {
  constructor(private readonly page: Page) {}

  async openNew(): Promise<void> {
    await this.page.goto('/policy');
    await this.page
      .getByRole('link', { name: 'New rule' })
      .or(this.page.getByRole('button', { name: 'New rule' }))
      .first()
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'New rule' })).toBeVisible();
  }

  condition(number: number): Locator {
    return this.page.getByRole('group', { name: `Condition ${number}`, exact: true });
  }

  /** Fills one condition; the first one of a new rule has to be added before. */
  async ask(number: number, attribute: string, how: string, value: string): Promise<void> {
    const condition = this.condition(number);
    await condition.getByRole('textbox', { name: 'Attribute' }).fill(attribute);
    await this.page.keyboard.press('Enter');
    await condition.getByRole('combobox', { name: 'How it is compared' }).selectOption({ label: how });
    await condition.getByRole('textbox', { name: 'Value', exact: true }).fill(value);
    await this.page.keyboard.press('Tab');
  }

  async addCondition(): Promise<void> {
    await this.page
      .getByRole('button', { name: /^(Condition|Add a condition)$/ })
      .first()
      .click();
  }

  async give(kind: string): Promise<Locator> {
    await this.page.getByRole('button', { name: /^(Say what they get|Another effect)$/ }).click();
    await this.page.getByRole('menuitem', { name: kind }).click();
    return this.page
      .getByRole('list', { name: 'Gets' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: 'Remove effect' }) })
      .last();
  }

  /** Keeps the rule, and waits until the page says so. */
  async keep(): Promise<void> {
    await this.page.getByRole('button', { name: 'Keep in draft' }).click();
    await expect(this.page.getByRole('status').getByText(/is kept in the draft/)).toBeVisible();
  }
}
