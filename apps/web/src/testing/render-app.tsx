import { QueryClientProvider } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { createQueryClient } from '../data/query-client';
import { createRoutes } from '../routes';
import { en } from '../texts/en';
import type { Language } from '../texts/format';
import { pt } from '../texts/pt';
import { TextsProvider } from '../texts/texts-provider';

/**
 * Renders the whole app at an address, with its real routes, frames and cache. `answered` waits until the server has
 * answered everything that was read so far, in whatever order.
 */
export function renderApp(address: string, language: Language = 'en') {
  const router = createMemoryRouter(createRoutes(), { initialEntries: [address] });
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  const view = render(
    <QueryClientProvider client={client}>
      <TextsProvider language={language} texts={language === 'pt' ? pt : en}>
        <RouterProvider router={router} />
      </TextsProvider>
    </QueryClientProvider>,
  );
  const answered = () =>
    waitFor(() => {
      if (client.isFetching() > 0) throw new Error('something that was read is not answered yet');
    });
  return { ...view, router, client, answered };
}
