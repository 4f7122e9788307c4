import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LibvirtConnectionError } from '../errors';
import { ScramExchange } from './scram';

/** The exchange of RFC 7677 section 3. */
const RFC = {
  credentials: { username: 'user', password: 'pencil' },
  nonce: 'rOprNGfwEbeRWgbNEkqO',
  serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  final:
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
};

const exchange = () => new ScramExchange('SCRAM-SHA-256', RFC.credentials, RFC.nonce);

describe('SCRAM', () => {
  it('should say what RFC 7677 shows', () => {
    const scram = exchange();
    expect(scram.first()).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    expect(scram.final(RFC.serverFirst)).toBe(RFC.final);
    expect(() => scram.verify(RFC.serverFinal)).not.toThrow();
  });

  it.each([
    ['another nonce', RFC.serverFirst.replace('rOpr', 'xOpr')],
    ['only our own nonce', `r=${RFC.nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`],
    ['few iterations', RFC.serverFirst.replace('i=4096', 'i=1')],
    ['endless iterations', RFC.serverFirst.replace('i=4096', 'i=999999999')],
    ['an extension', `m=x,${RFC.serverFirst}`],
    ['nothing', ''],
    ['much', `${RFC.serverFirst},x=${'y'.repeat(10_000)}`],
  ])('should refuse a server that answers with %s', (_what, answer) => {
    expect(() => exchange().final(answer)).toThrow(
      expect.objectContaining({ code: 'authentication-refused' }),
    );
  });

  it.each(['v=', 'v=AAAA', 'e=invalid-proof', '', RFC.serverFinal.replace('6rri', '7rri')])(
    'should not take "%s" for the proof of a server',
    (answer) => {
      const scram = exchange();
      scram.final(RFC.serverFirst);
      expect(() => scram.verify(answer)).toThrow(expect.objectContaining({ code: 'authentication-refused' }));
    },
  );

  it('should take no proof before it gave its own', () => {
    expect(() => exchange().verify('v=')).toThrow(LibvirtConnectionError);
  });

  it('should answer any message with a proof or its own error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          exchange().final(text);
        } catch (error) {
          expect(error).toBeInstanceOf(LibvirtConnectionError);
        }
      }),
    );
  });

  it('should write names that hold what means something in a message', () => {
    const scram = new ScramExchange('SCRAM-SHA-256', { username: 'a=b,c', password: 'x' }, 'n');
    expect(scram.first()).toBe('n,,n=a=3Db=2Cc,r=n');
  });
});
