import { describe, expect, it } from 'vitest';
import { readSettings, SettingsFault } from './settings';

const good = { VIRLAB_PUBLIC_URL: 'https://virlab.example.edu' };
const faultsOf = (environment: Record<string, string>) => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as SettingsFault).faults;
  }
};

describe('the settings', () => {
  it('should fill every default from the public URL alone', () => {
    const settings = readSettings(good);
    expect(settings.samlEntityId).toBe('https://virlab.example.edu/saml/metadata');
    expect(settings.listen).toEqual({ host: '127.0.0.1', port: 3000 });
    expect(settings.isLoopbackHttp).toBe(false);
  });

  it('should take plain http on loopback only', () => {
    expect(readSettings({ VIRLAB_PUBLIC_URL: 'http://localhost:8080' }).isLoopbackHttp).toBe(true);
    expect(faultsOf({ VIRLAB_PUBLIC_URL: 'http://virlab.example.edu' }).join()).toContain('must be https://');
  });

  it('should tell all faults at once, by name', () => {
    const faults = faultsOf({
      VIRLAB_PUBLIC_URL: 'virlab',
      VIRLAB_LISTEN: '80',
      VIRLAB_DATABASE_URL: 'postgres://x',
    });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'VIRLAB_DATABASE_URL',
      'VIRLAB_LISTEN',
      'VIRLAB_PUBLIC_URL',
    ]);
  });

  it('should refuse a setting that does not exist', () => {
    expect(faultsOf({ ...good, VIRLAB_LISTENS: 'x' }).join()).toContain('VIRLAB_LISTENS: no such setting');
  });

  it('should listen on an IPv6 address', () => {
    expect(readSettings({ ...good, VIRLAB_LISTEN: '[::1]:8443' }).listen).toEqual({
      host: '::1',
      port: 8443,
    });
  });

  it('should tell a federation nothing but the name and the description by default', () => {
    const { federation } = readSettings(good);
    expect(federation.displayNames).toEqual([{ language: 'en', text: 'Virlab' }]);
    expect(federation.contacts).toEqual([]);
    expect(federation.organization).toBeUndefined();
    expect(federation.subjectIdRequirement).toBe('any');
    expect(federation.entityCategories).toEqual([]);
  });

  it('should read who runs this and whom to write to', () => {
    const { federation } = readSettings({
      ...good,
      VIRLAB_DISPLAY_NAME: 'en=Virtual labs | pt=Laboratórios virtuais',
      VIRLAB_ORGANIZATION: 'Example University <https://uni.example/>',
      VIRLAB_CONTACT_TECHNICAL: 'Lab team <lab@uni.example>',
      VIRLAB_CONTACT_SECURITY: 'CERT  <cert@uni.example>',
      VIRLAB_SAML_ENTITY_CATEGORIES: 'https://refeds.org/category/pseudonymous, https://a.example/b',
    });
    expect(federation.displayNames).toEqual([
      { language: 'en', text: 'Virtual labs' },
      { language: 'pt', text: 'Laboratórios virtuais' },
    ]);
    expect(federation.organization).toEqual({ name: 'Example University', url: 'https://uni.example/' });
    expect(federation.contacts).toEqual([
      { kind: 'technical', givenName: 'Lab team', email: 'lab@uni.example' },
      { kind: 'security', givenName: 'CERT', email: 'cert@uni.example' },
    ]);
    expect(federation.entityCategories).toHaveLength(2);
  });

  it('should tell the faults of what a federation would read together with all others', () => {
    const faults = faultsOf({
      VIRLAB_PUBLIC_URL: 'virlab',
      VIRLAB_CONTACT_SECURITY: 'cert@uni.example',
      VIRLAB_CONTACT_SUPPORT: 'Help <help at uni>',
      VIRLAB_ORGANIZATION: 'Example University <uni.example>',
      VIRLAB_DESCRIPTION: 'x'.repeat(141),
      VIRLAB_DISPLAY_NAME: 'pt=Laboratórios',
      VIRLAB_SAML_ASSURANCE: 'sirtfi',
      VIRLAB_SAML_SUBJECT_ID: 'mail',
      VIRLAB_PRIVACY_STATEMENT_URL: '/privacy',
    });
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set([
        'VIRLAB_CONTACT_SECURITY',
        'VIRLAB_CONTACT_SUPPORT',
        'VIRLAB_DESCRIPTION',
        'VIRLAB_DISPLAY_NAME',
        'VIRLAB_ORGANIZATION',
        'VIRLAB_PRIVACY_STATEMENT_URL',
        'VIRLAB_PUBLIC_URL',
        'VIRLAB_SAML_ASSURANCE',
        'VIRLAB_SAML_SUBJECT_ID',
      ]),
    );
  });

  it.each(['en=a | en=b', 'en=', 'pt=a | b'])('should not take %j for a name', (text) => {
    expect(faultsOf({ ...good, VIRLAB_DISPLAY_NAME: text }).join()).toContain('VIRLAB_DISPLAY_NAME');
  });
});
