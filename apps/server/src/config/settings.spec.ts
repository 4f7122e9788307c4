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
});
