import type { ServiceProvider } from '@virlab/contracts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aKey } from '../../testing/a-provider';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const ORIGIN = 'https://virlab.example';
const own: ServiceProvider = {
  entityId: `${ORIGIN}/saml/metadata`,
  acsUrl: `${ORIGIN}/saml/acs`,
  sloUrl: `${ORIGIN}/saml/slo`,
  discoveryResponseUrl: `${ORIGIN}/saml/login`,
  metadataUrl: `${ORIGIN}/saml/metadata`,
  signedMetadataUrl: `${ORIGIN}/saml/metadata?signed=1`,
  displayNames: [{ language: 'en', text: 'Virlab' }],
  descriptions: [{ language: 'en', text: 'Virtual machines for courses' }],
  informationUrl: `${ORIGIN}/about`,
  privacyStatementUrl: `${ORIGIN}/privacy`,
  logo: { url: `${ORIGIN}/logo.png`, width: 80, height: 60 },
  subjectIdRequirement: 'pairwise-id',
  entityCategories: [],
  assuranceCertifications: [],
  requestedAttributes: [{ id: 'studyYear', name: 'urn:oid:1.2.3', isRequired: true }],
  contacts: [{ kind: 'technical', givenName: 'Lab team', email: 'lab@virlab.example' }],
  keys: [
    {
      ...aKey(),
      id: 'k1',
      state: 'active',
      uses: ['signing', 'encryption'],
      published: true,
      since: '2026-01-01T00:00:00Z',
    },
    {
      ...aKey(900, 'cd34'.repeat(16)),
      id: 'k2',
      state: 'next',
      uses: ['encryption'],
      published: true,
      since: '2026-11-20T00:00:00Z',
      nextStepFrom: '2026-11-27T00:00:00Z',
    },
  ],
  findings: [
    { code: 'contact-security-missing', weight: 'blocks', setting: 'VIRLAB_SECURITY_CONTACT' },
    { code: 'entity-category-missing', weight: 'advised' },
  ],
  letters: [
    { language: 'en', subject: 'Registration of Virlab', body: 'Hello,' },
    { language: 'pt', subject: 'Registo do Virlab', body: 'Bom dia,' },
  ],
};

describe('our metadata', () => {
  beforeEach(() => {
    localStorage.clear();
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['federation.read'] }) },
      'GET /api/service-provider': { body: own },
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should offer the signed document first, and say what a federation would turn away', async () => {
    renderApp('/service-provider');
    const download = await screen.findByRole('link', { name: 'Download, signed' });
    expect(download.getAttribute('href')).toBe(own.signedMetadataUrl);
    expect(screen.getByText('One thing would be turned away.')).toBeTruthy();
    const findings = within(screen.getByRole('list', { name: 'What a federation would object to' }));
    expect(findings.getByText('Set VIRLAB_SECURITY_CONTACT.')).toBeTruthy();
    expect(findings.getByText('turned away')).toBeTruthy();
  });

  it('should show every key with its state and the next step', async () => {
    renderApp('/service-provider');
    const rows = (await screen.findAllByRole('row')).map(({ textContent }) => textContent);
    expect(rows.find((text) => text?.startsWith('k1'))).toContain('In use');
    expect(rows.find((text) => text?.startsWith('k2'))).toMatch(/Next.*next step from/);
  });

  it('should have the letter in the language that the federation reads', async () => {
    renderApp('/service-provider');
    await screen.findByText('Registration of Virlab');
    fireEvent.click(screen.getByText('Português', { selector: 'label *, label' }));
    await screen.findByText('Registo do Virlab');
  });

  it('should say it in Portuguese', async () => {
    renderApp('/service-provider', 'pt');
    await screen.findByRole('link', { name: 'Descarregar, assinado' });
    expect(screen.getByText('Registo do Virlab')).toBeTruthy();
  });
});
