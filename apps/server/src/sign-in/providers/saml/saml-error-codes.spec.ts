import { ERRORS } from '@virlab/contracts';
import { SamlRefusal, samlRefusalCodes } from '@virlab/saml';
import { describe, expect, it } from 'vitest';
import { VirlabError } from '../../../platform/index';
import { ERROR_CODES, explainSamlRefusal } from './saml-error-codes';

describe('the codes of refused responses', () => {
  it.each(samlRefusalCodes)('should call %s something that is no fault of ours', (code) => {
    expect(ERRORS[ERROR_CODES[code]].status).toBeGreaterThanOrEqual(400);
    expect(ERRORS[ERROR_CODES[code]].status).toBeLessThan(500);
  });

  it('should use every code of the catalogue that speaks of SAML', () => {
    const used = new Set<string>(Object.values(ERROR_CODES));
    const speaking = Object.keys(ERRORS).filter((code) => code.startsWith('saml-'));
    expect(speaking.filter((code) => !used.has(code))).toEqual(['saml-replayed']);
  });

  it('should keep the values of the message out of what is shown', () => {
    const refusal = new SamlRefusal('check-status', 'status-not-success', 'said "<script>"', {
      idpStatus: {
        code: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
        subCode: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed',
        message: '<script>',
      },
    });
    const error = explainSamlRefusal(refusal, 'https://idp.example') as VirlabError;
    expect(error.code).toBe('saml-status');
    expect(error.context).toEqual({
      reason: 'status-not-success',
      idp: 'https://idp.example',
      status: 'AuthnFailed',
    });
    expect(error.publicDetail).toBeUndefined();
  });

  it('should leave other errors as they are', () => {
    const fault = new Error('something else');
    expect(explainSamlRefusal(fault)).toBe(fault);
  });
});
