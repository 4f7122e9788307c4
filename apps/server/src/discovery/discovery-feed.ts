import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import type { ProviderListing } from '../federation/index';
import { chooseLogo } from './choose-logo';
import type { DirectoryView } from './directory-view';
import { DiscoveryDirectory } from './discovery-directory';
import { logoPath } from './logo-hash';
import { runInSlices } from './run-in-slices';

const compress = promisify(gzip);
/** After so many providers the writer pauses. */
const STEP = 50;
const ETAG_LENGTH = 32;

/** The list of identity providers as it goes out. */
export interface Feed {
  readonly json: Buffer;
  readonly gzipped: Buffer;
  /** Weak, as the same feed goes out in two codings (RFC 9110 section 8.8.1). */
  readonly etag: string;
}

/** Every identity provider that discovery shows, in the shape of Shibboleth's `/DiscoFeed`, for other people's pages. */
@Injectable()
export class DiscoveryFeed {
  private made: { view: DirectoryView; feed: Promise<Feed> } | undefined;

  constructor(
    private readonly directory: DiscoveryDirectory,
    private readonly settings: Settings,
  ) {}

  /** The feed of the directory as it is; written once for each state of it. */
  async get(): Promise<Feed> {
    const view = await this.directory.current();
    if (this.made?.view !== view) this.made = { view, feed: this.write(view) };
    return this.made.feed;
  }

  private async write({ shown }: DirectoryView): Promise<Feed> {
    const json = await runInSlices(writeFeed(shown, this.settings.origin));
    const digest = createHash('sha256').update(json).digest('hex').slice(0, ETAG_LENGTH);
    return { json, gzipped: await compress(json), etag: `W/"${digest}"` };
  }
}

function* writeFeed(listings: readonly ProviderListing[], origin: string): Generator<void, Buffer, void> {
  const parts: Buffer[] = [];
  for (let at = 0; at < listings.length; at += STEP) {
    const some = listings.slice(at, at + STEP).map((listing) => JSON.stringify(entryOf(listing, origin)));
    parts.push(Buffer.from(`${at === 0 ? '' : ',\n'}${some.join(',\n')}`));
    yield;
  }
  return Buffer.concat([Buffer.from('[\n'), ...parts, Buffer.from('\n]\n')]);
}

/** Figures are texts there, as the feed of Shibboleth's SP has them. */
function entryOf({ entityId, names, keywords, logos }: ProviderListing, origin: string) {
  const logo = chooseLogo(logos);
  return {
    entityID: entityId,
    DisplayNames: names.map(localized),
    ...(keywords.length > 0 ? { Keywords: keywords.map(localized) } : {}),
    ...(logo
      ? {
          Logos: [
            {
              value: `${origin}${logoPath(logo.url)}`,
              ...(logo.height ? { height: String(logo.height) } : {}),
              ...(logo.width ? { width: String(logo.width) } : {}),
              ...(logo.language ? { lang: logo.language } : {}),
            },
          ],
        }
      : {}),
  };
}

function localized({ text, language }: { text: string; language: string }) {
  return { value: text, lang: language || 'en' };
}
