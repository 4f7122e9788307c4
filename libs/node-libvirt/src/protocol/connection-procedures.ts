import { array } from '../xdr/composites';
import { bits, flag, i32, size } from '../xdr/scalars';
import { MAX_AUTHENTICATIONS, MAX_SASL_BYTES } from './limits';
import { procedure } from './procedure';
import { optionalText, text } from './types';

/** Bytes of a SASL message, one in a word; `isNull` tells no message from an empty one. */
const saslMessage = { isNull: flag, data: array(i32, MAX_SASL_BYTES) };

/** Opening and closing a connection, and what it says about itself. */
export const connectionProcedures = {
  connectOpen: procedure(1, 'CONNECT_OPEN', { name: optionalText, flags: bits }, {}),
  connectClose: procedure(2, 'CONNECT_CLOSE', {}, {}),
  connectGetType: procedure(3, 'CONNECT_GET_TYPE', {}, { type: text }),
  connectGetVersion: procedure(4, 'CONNECT_GET_VERSION', {}, { version: size }),
  connectGetCapabilities: procedure(7, 'CONNECT_GET_CAPABILITIES', {}, { capabilities: text }),
  connectGetHostname: procedure(59, 'CONNECT_GET_HOSTNAME', {}, { hostname: text }),
  connectSupportsFeature: procedure(60, 'CONNECT_SUPPORTS_FEATURE', { feature: i32 }, { supported: flag }),
  authList: procedure(66, 'AUTH_LIST', {}, { types: array(i32, MAX_AUTHENTICATIONS) }),
  authSaslInit: procedure(67, 'AUTH_SASL_INIT', {}, { mechanisms: text }),
  authSaslStart: procedure(
    68,
    'AUTH_SASL_START',
    { mechanism: text, ...saslMessage },
    { complete: flag, ...saslMessage },
  ),
  authSaslStep: procedure(69, 'AUTH_SASL_STEP', saslMessage, { complete: flag, ...saslMessage }),
  authPolkit: procedure(70, 'AUTH_POLKIT', {}, { complete: i32 }),
  connectGetUri: procedure(110, 'CONNECT_GET_URI', {}, { uri: text }),
  connectGetLibVersion: procedure(157, 'CONNECT_GET_LIB_VERSION', {}, { version: size }),
  connectGetDomainCapabilities: procedure(
    342,
    'CONNECT_GET_DOMAIN_CAPABILITIES',
    {
      emulator: optionalText,
      architecture: optionalText,
      machine: optionalText,
      virtualizationType: optionalText,
      flags: bits,
    },
    { capabilities: text },
  ),
} as const;
