/** What a provider is called where only one name has room: its English name, else its first, else its entityID. */
export function titleOf(
  names: readonly { readonly language: string; readonly text: string }[],
  entityId: string,
): string {
  const english = names.find(({ language }) => language.toLowerCase().startsWith('en'));
  return (english ?? names[0])?.text ?? entityId;
}
