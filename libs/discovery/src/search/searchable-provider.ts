/** A text in one language, as metadata has it. */
export interface LanguageText {
  /** BCP 47; empty when metadata does not say. */
  readonly language: string;
  readonly text: string;
}

/** What is searched of an identity provider. */
export interface SearchableProvider {
  readonly entityId: string;
  /** mdui:DisplayName, the names of its organisation, or what an admin called it. */
  readonly names: readonly LanguageText[];
  /** mdui:Keywords: one or several, separated by spaces; `+` stands for a space inside one. */
  readonly keywords: readonly LanguageText[];
  /** shibmd:Scope, without regular expressions. */
  readonly scopes: readonly string[];
  /** mdui:DomainHint. */
  readonly domains: readonly string[];
}
