/** Namespace of our element in the metadata of domains and networks: what carries it is ours to take away. */
export const METADATA_NAMESPACE = 'urn:virlab:vm:1';
