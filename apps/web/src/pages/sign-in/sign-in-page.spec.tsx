import type { FoundProvider, SignInOption, SignInOptions } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveTo } from '../../shell/leave-to';
import { rememberedUniversities, rememberUniversity } from '../../shell/remembered-university';
import { type FakeServer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

vi.mock('../../shell/leave-to', () => ({ leaveTo: vi.fn() }));

const option = (title: string, more: Partial<SignInOption> = {}): SignInOption => ({
  provider: 'saml',
  id: `https://idp.example/${title.length}`,
  title,
  url: `/saml/login?entityID=${encodeURIComponent(`https://idp.example/${title.length}`)}`,
  practice: false,
  ...more,
});
const lagoa = option('University of Lagoa', { domain: 'ulagoa.example', country: 'PT' });
const serra = option('Serra Institute', {
  domain: 'serra.example',
  country: 'ES',
  logo: '/api/sign-in/logos/a1',
});
const found = (of: SignInOption, ...matches: [number, number][]): FoundProvider => ({ ...of, matches });
const options = (more: Partial<SignInOptions>): { body: SignInOptions } => ({
  body: { options: [], searchable: 0, simulated: false, ...more },
});
const searched = options({ searchable: 4812 });
const answer = (results: FoundProvider[], hasClose = false) => ({ body: { results, total: 4812, hasClose } });
const choices = (...known: SignInOption[]) => ({
  [`GET /api/sign-in/choices?${new URLSearchParams(known.map(({ id }) => ['entityID', id]))}`]: {
    body: { options: known },
  },
});

describe('the sign-in page', () => {
  let server: FakeServer;
  beforeEach(() => {
    localStorage.clear();
    vi.mocked(leaveTo).mockClear();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  const show = (answers: FakeServer['answers'], address = '/sign-in', language: 'en' | 'pt' = 'en') => {
    server = fakeServer(answers);
    return renderApp(address, language);
  };
  const field = () => screen.findByRole<HTMLInputElement>('combobox');
  const type = async (text: string) => fireEvent.change(await field(), { target: { value: text } });
  const press = async (key: string) => fireEvent.keyDown(await field(), { key });
  const lit = async () => {
    const id = (await field()).getAttribute('aria-activedescendant');
    return id ? document.getElementById(id)?.textContent : undefined;
  };

  it('should be one button for one university', async () => {
    show({ 'GET /api/sign-in/options': options({ options: [lagoa] }) });
    const link = await screen.findByRole('link', { name: /University of Lagoa/ });
    expect(link.getAttribute('href')).toBe(lagoa.url);
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByText('or another')).toBeNull();
  });

  it('should be a plain list for two or three, in which what is remembered comes first', async () => {
    rememberUniversity(serra);
    show({ 'GET /api/sign-in/options': options({ options: [lagoa, serra] }) });
    const links = await screen.findAllByTestId('sign-in-option');
    expect(links.map(({ dataset }) => dataset['idp'])).toEqual([serra.id, lagoa.id]);
    expect(screen.getByText('You used this last time')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Forget this choice' }));
    expect(rememberedUniversities()).toEqual([]);
    expect(screen.queryByText('You used this last time')).toBeNull();
    expect(screen.getAllByTestId('sign-in-option')).toHaveLength(2);
  });

  it('should find among many from the first letter, and underline what fits', async () => {
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=l': answer([found(lagoa, [14, 15])]),
    });
    expect(await field()).toBe(document.activeElement);
    await type('l');
    const list = await screen.findByRole('listbox');
    const hit = within(list).getByRole('option');
    expect(hit.querySelector('mark')?.textContent).toBe('L');
    expect(hit.textContent).toContain('University of Lagoaulagoa.example · Portugal');
    expect(screen.getByText('1 of 4,812 shown').getAttribute('role')).toBe('status');
    expect((await field()).getAttribute('aria-expanded')).toBe('true');
  });

  it('should be moved through by keys alone', async () => {
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=uni': answer([found(lagoa), found(serra)], true),
    });
    await type('uni');
    await screen.findByText('2 of 4,812 shown, close spellings included');
    expect(await lit()).toContain('Lagoa');
    await press('ArrowDown');
    expect(await lit()).toContain('Serra');
    await press('ArrowDown');
    expect(await lit()).toContain('Lagoa');
    await press('ArrowUp');
    expect(await lit()).toContain('Serra');
    await press('Home');
    expect(await lit()).toContain('Lagoa');
    await press('End');
    expect(await lit()).toContain('Serra');
    await press('Escape');
    expect((await field()).getAttribute('aria-expanded')).toBe('false');
    expect((await field()).value).toBe('uni');
    await press('ArrowDown');
    expect(await lit()).toContain('Lagoa');
    await press('End');
    await press('Enter');
    expect(leaveTo).toHaveBeenCalledWith(serra.url);
    expect(rememberedUniversities()).toEqual([{ id: serra.id, title: serra.title }]);
  });

  it('should empty the field by a second Escape', async () => {
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=uni': answer([found(lagoa)]),
    });
    await type('uni');
    await screen.findByRole('option');
    await press('Escape');
    await press('Escape');
    expect((await field()).value).toBe('');
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('should wait with Enter for the results of what is typed, and not take those of the letters before', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=l': answer([found(lagoa)]),
      'GET /api/sign-in/providers?q=lse': answer([found(serra)]),
    });
    const usual = globalThis.fetch;
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
      if (input.endsWith('q=lse')) await held;
      return usual(input, init);
    });
    await type('l');
    await screen.findByRole('option', { name: /Lagoa/ });
    await type('lse');
    await press('Enter');
    expect(leaveTo).not.toHaveBeenCalled();
    release();
    await waitFor(() => expect(leaveTo).toHaveBeenCalledWith(serra.url));
  });

  it('should send only the domain of a mail address', async () => {
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=ulagoa.example': answer([found(lagoa)]),
    });
    await type('ana.sousa@');
    await type('ana.sousa@ulagoa.example');
    await screen.findByRole('option', { name: /Lagoa/ });
    expect(server.asked.join('\n')).not.toMatch(/ana|sousa|%40/);
  });

  it('should say what to try when nothing is found', async () => {
    show({ 'GET /api/sign-in/options': searched, 'GET /api/sign-in/providers?q=xyzzy': answer([]) });
    await type('xyzzy');
    await screen.findByText('No university by that name. Try its domain, such as ulagoa.example.');
    expect((await field()).getAttribute('aria-expanded')).toBe('false');
    await press('Enter');
    expect(leaveTo).not.toHaveBeenCalled();
  });

  it('should say so when the search does not answer', async () => {
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=l': problem(429, 'too-many-requests'),
    });
    await type('l');
    await screen.findByText(/The search does not answer/);
  });

  it('should list one that cannot be used now, say since when, and let it be clicked', async () => {
    const since = new Date(Date.now() - 60_000).toISOString();
    const broken = option('Broken College', { unusable: { code: 'sign-in-provider-unusable', since } });
    show({
      'GET /api/sign-in/options': searched,
      'GET /api/sign-in/providers?q=bro': answer([found(broken)]),
    });
    await type('bro');
    const hit = await screen.findByRole('option');
    expect(hit.textContent).toMatch(/refuses sign-ins since .*\d\d:\d\d/);
    expect(hit.querySelector('[data-shape=failed]')).toBeTruthy();
    fireEvent.click(hit);
    expect(leaveTo).toHaveBeenCalledWith(broken.url);
  });

  it('should show the last three of this browser among many, but none that is gone', async () => {
    const gone = option('Gone College');
    for (const one of [gone, lagoa, serra]) rememberUniversity(one);
    const ids = [serra, lagoa, gone].map(({ id }) => ['entityID', id]);
    show({
      'GET /api/sign-in/options': searched,
      [`GET /api/sign-in/choices?${new URLSearchParams(ids)}`]: { body: { options: [serra, lagoa] } },
    });
    await waitFor(() =>
      expect(screen.getAllByTestId('sign-in-option').map(({ dataset }) => dataset['idp'])).toEqual([
        serra.id,
        lagoa.id,
      ]),
    );
    expect(screen.getByText('Only kept in this browser')).toBeTruthy();
    expect(screen.getByText('or find another')).toBeTruthy();
    expect(await field()).not.toBe(document.activeElement);
  });

  it('should show a logo of our own server, and initials when it cannot be had', async () => {
    rememberUniversity(serra);
    show({ 'GET /api/sign-in/options': searched, ...choices(serra) });
    const link = await screen.findByTestId('sign-in-option');
    await waitFor(() => expect(link.querySelector('img')?.getAttribute('src')).toBe('/api/sign-in/logos/a1'));
    fireEvent.error(link.querySelector('img') as HTMLImageElement);
    expect(link.querySelector('img')).toBeNull();
    expect(link.textContent).toMatch(/^SI/);
  });

  it('should tell where one goes afterwards, and keep it', async () => {
    show({ 'GET /api/sign-in/options': options({ options: [lagoa] }) }, '/sign-in?target=%2Fmachines%2F7');
    expect(await screen.findByText('your machine')).toBeTruthy();
    expect(screen.getByTestId('sign-in-option').getAttribute('href')).toBe(
      `${lagoa.url}&target=%2Fmachines%2F7`,
    );
  });

  it('should be skipped by the link of a university', async () => {
    show({ ...choices(lagoa) }, `/sign-in?idp=${encodeURIComponent(lagoa.id)}&target=%2Fmachines%2F7`);
    await screen.findByText('On the way to University of Lagoa');
    expect(leaveTo).toHaveBeenCalledWith(`${lagoa.url}&target=%2Fmachines%2F7`, { replace: true });
  });

  it.each([
    ['none', /No university was chosen there/],
    ['lost', /began in another browser/],
  ])('should say how another discovery service ended: %s', async (ended, words) => {
    show({ 'GET /api/sign-in/options': searched }, `/sign-in?discovery=${ended}`);
    expect((await screen.findByText(words)).closest('[role=status]')).toBeTruthy();
  });

  it('should offer a way forward to who is not in the list', async () => {
    show({
      'GET /api/sign-in/options': options({
        searchable: 9,
        support: { name: 'Help', email: 'help@lab.example' },
      }),
    });
    await screen.findByText('Ask us to add your university');
    const mail = screen.getByText('Write to help@lab.example').closest('a');
    expect(mail?.getAttribute('href')).toMatch(/^mailto:help@lab\.example\?.*metadata/);
    expect(document.querySelector('pre')?.textContent).toContain('/saml/metadata');
  });

  describe('for another service', () => {
    const asked = new URLSearchParams({
      service: 'https://library.example/sp',
      return: 'https://library.example/back',
    });

    it('should say for whom, and take the choice there through our server', async () => {
      show(
        {
          'GET /api/sign-in/options': options({ options: [lagoa, serra] }),
          [`GET /api/sign-in/discovery-request?${asked}`]: {
            body: {
              service: 'https://library.example/sp',
              host: 'library.example',
              choice: '/saml/ds/choice?x=1',
            },
          },
        },
        `/sign-in?${asked}`,
      );
      await screen.findByRole('heading', { name: 'Choose your university' });
      expect(screen.getByText('library.example').tagName).toBe('B');
      const [link] = screen.getAllByTestId('sign-in-option');
      expect(link?.getAttribute('href')).toBe(`/saml/ds/choice?x=1&idp=${encodeURIComponent(lagoa.id)}`);
    });

    it('should explain why a service is refused', async () => {
      show(
        {
          'GET /api/sign-in/options': options({ options: [lagoa] }),
          [`GET /api/sign-in/discovery-request?${asked}`]: problem(400, 'discovery-return-refused'),
        },
        `/sign-in?${asked}`,
      );
      await screen.findByRole('heading', { name: /an address that is not its own/ });
      expect(screen.queryByTestId('sign-in-option')).toBeNull();
    });
  });

  it('should be in Portuguese', async () => {
    show(
      {
        'GET /api/sign-in/options': searched,
        'GET /api/sign-in/providers?q=l': answer([found(lagoa, [14, 15])]),
      },
      '/sign-in',
      'pt',
    );
    await screen.findByRole('heading', { name: 'Entre com a sua universidade' });
    await type('l');
    await screen.findByText('1 de 4812');
    expect(screen.getByText('Peça-nos para juntar a sua universidade')).toBeTruthy();
  });

  it('should say so when nobody can sign in yet', async () => {
    show({ 'GET /api/sign-in/options': options({}) });
    await screen.findByRole('heading', { name: 'No way to sign in is set up yet' });
  });
});
