export { type ProviderHit, preferredName } from './search/present-hit';
export { ProviderIndex, type SearchOptions, type SearchResult } from './search/provider-index';
export type { Range } from './search/mark-match';
export { LONGEST_QUESTION } from './search/question';
export type { LanguageText, SearchableProvider } from './search/searchable-provider';
export { DiscoveryRefusal, type DiscoveryRefusalCode } from './protocol/discovery-refusal';
export {
  answerAddress,
  type DiscoveryRequest,
  readDiscoveryRequest,
} from './protocol/read-discovery-request';
