export { type AggregateShape, madeUpAggregate, writeMadeUpAggregate } from './aggregate/made-up-aggregate';
export { encryptAssertion } from './encrypt-assertion';
export { signed, signedAssertion } from './hostile/hostile-case';
export { post, toBody } from './post-response';
export * from './response-shape';
export { signMessage } from './sign-message';
export { entityXml } from './metadata-shape';
export { ROOT_ID, signedMetadata } from './hostile-metadata/signed-metadata';
export { idpMetadata, type TestParties, testParties } from './test-parties';
