/** An address of metadata as a link, when it is one of the web; anything else is only text. */
export function webLink(address: string | undefined) {
  if (address === undefined) return undefined;
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isWeb) return <code>{address}</code>;
  return (
    <a href={address} rel="noreferrer noopener" target="_blank">
      {address}
    </a>
  );
}
