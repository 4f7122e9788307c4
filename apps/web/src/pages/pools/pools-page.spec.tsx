import type { Image, Images, Template, TemplateDetail, TemplateVersion } from '@virlab/contracts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const aVersion = (more: Partial<TemplateVersion> = {}): TemplateVersion => ({
  ...{ version: 2, isCurrent: true, image: '/images/shell.qcow2', memoryMiB: 1_024, vcpus: 2 },
  ...{ diskGiB: null, readyLine: null, display: 'vga', comment: 'A newer kernel', by: 'Olga' },
  ...{ at: '2026-11-20T10:00:00Z', machines: 3, imageBytes: 734_003_200 },
  ...more,
});
const aTemplate = (more: Partial<Template> = {}): Template => ({
  ...{ id: 'shell', title: 'Debian shell', icon: 'terminal', current: aVersion(), versions: 2 },
  ...{ machines: 5, behind: 2, pools: [{ id: 'linux', title: 'Linux' }], changedAt: '2026-11-20T10:00:00Z' },
  ...more,
});
const detail: TemplateDetail = {
  ...aTemplate(),
  history: [aVersion(), aVersion({ version: 1, isCurrent: false, machines: 0, comment: 'The first' })],
  latest: 2,
};
const refused: Image = {
  ...{ id: 'i1', name: 'bad.qcow2', folder: '/images', source: 'upload', state: 'refused' },
  ...{ bytes: 100, arrivedBytes: 100, by: 'Olga', at: '2026-11-20T10:00:00Z', usedBy: [] },
  stages: [
    { stage: 'arrived', state: 'done' },
    { stage: 'format', state: 'done' },
    { stage: 'alone', state: 'failed', fault: 'backing-file', detail: 'the image stands on "/etc/shadow"' },
    { stage: 'size', state: 'waiting' },
  ],
};
const some = (images: Image[] = [refused]): Images => ({
  ...{ images, folders: [{ path: '/images', freeBytes: 10_000, isWritable: true }] },
  ...{ largestBytes: 68_719_476_736, mostUploads: 8, checksInside: true },
});
const show = (address: string, language: 'en' | 'pt' = 'en', empty = false) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['pools.read', 'pools.write'] }) },
    'GET /api/pools': {
      body: {
        pools: empty
          ? []
          : [
              {
                ...{ id: 'linux', title: 'Linux', kind: 'shared', machines: { known: 40, on: 12 } },
                templates: [{ id: 'shell', title: 'Debian shell', version: 2 }],
              },
            ],
      },
    },
    'GET /api/templates': { body: { templates: empty ? [] : [aTemplate()] } },
    'GET /api/templates/shell': { body: detail },
    'GET /api/images': { body: some(empty ? [] : [refused]) },
  });
  return { server, view: renderApp(address, language) };
};

describe('pools and templates', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say of each pool what it is made of and how many machines are on, and of each template who is behind', async () => {
    show('/pools');
    const pool = within((await screen.findByText('Linux', { selector: 'td b' })).closest('tr')!);
    expect(pool.getByText('12 of 40')).toBeTruthy();
    expect(pool.getByText('Shared')).toBeTruthy();
    const template = within(screen.getByText('Debian shell', { selector: 'td b' }).closest('tr')!);
    expect(template.getByText('2 on older versions')).toBeTruthy();
    expect(template.getByText('700 MiB')).toBeTruthy();
  });

  it('should say at which check an image was refused, what was found, and what to do', async () => {
    show('/pools');
    const image = within((await screen.findByText('bad.qcow2')).closest('li')!);
    expect(image.getByText(/^It stands on another file/)).toBeTruthy();
    expect(image.getByText('the image stands on "/etc/shadow"')).toBeTruthy();
  });

  it('should say what is missing where there is nothing yet, in both languages', async () => {
    show('/pools', 'pt', true);
    await screen.findByText('Ainda não há imagens.');
    expect(screen.getByText(/^Ainda não há conjuntos/)).toBeTruthy();
    expect(screen.getByText(/^Ainda não há modelos/)).toBeTruthy();
  });

  it('should publish a version only with a word of what is new, and say so when somebody else was first', async () => {
    const { server } = show('/templates/shell');
    fireEvent.click(await screen.findByRole('button', { name: 'New version' }));
    fireEvent.click(screen.getByRole('button', { name: 'Publish version' }));
    expect(await screen.findByText('This is needed.')).toBeTruthy();
    expect(server.asked).not.toContain('POST /api/templates/shell/versions');
    let sent: unknown;
    server.answers['POST /api/templates/shell/versions'] = (body) => {
      sent = body;
      return problem(409, 'template-changed', { detail: 'the latest version is 3, not 2' });
    };
    fireEvent.change(screen.getByLabelText(/^What is new/), { target: { value: 'More tools' } });
    fireEvent.click(screen.getByRole('button', { name: 'Publish version' }));
    await screen.findByText('the latest version is 3, not 2');
    expect(sent).toMatchObject({ comment: 'More tools', after: 2, spec: { memoryMiB: 1_024, vcpus: 2 } });
  });

  it('should rename a template and change its icon, and announce it', async () => {
    const { server } = show('/templates/shell');
    const save = await screen.findByRole('button', { name: 'Save' });
    expect((save as HTMLButtonElement).disabled).toBe(true);
    let sent: unknown;
    server.answers['PATCH /api/templates/shell'] = (body) => {
      sent = body;
      return { body: { ...detail, title: 'Debian 13 shell' } };
    };
    fireEvent.change(screen.getByRole('textbox', { name: 'Title' }), {
      target: { value: ' Debian 13 shell ' },
    });
    fireEvent.click(save);
    await screen.findByText('Debian 13 shell was saved.');
    expect(sent).toEqual({ title: 'Debian 13 shell', icon: 'terminal' });
  });

  it('should offer to remove only a version that nothing stands on', async () => {
    show('/templates/shell');
    const old = within((await screen.findByText('The first')).closest('li')!);
    expect(old.getByRole('button', { name: 'Make current' })).toBeTruthy();
    expect(old.getByRole('button', { name: 'Remove' })).toBeTruthy();
    const current = within(screen.getByText('A newer kernel').closest('li')!);
    expect(current.queryByRole('button')).toBeNull();
    expect(current.getByText(/3 machines are on it/)).toBeTruthy();
  });
});
