import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { createQueryClient } from './data/query-client';
import { createRoutes } from './routes';
import { styleNonce } from './shell/style-nonce';
import { loadTexts, preferredLanguage } from './texts/language';
import { TextsProvider } from './texts/texts-provider';

// The scroll lock of dialogs adds a style element and reads its nonce from this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const language = preferredLanguage();
const texts = await loadTexts(language);
const host = document.getElementById('root');
if (!host) throw new Error('index.html has no element with the id "root"');

createRoot(host).render(
  <QueryClientProvider client={createQueryClient()}>
    <TextsProvider language={language} texts={texts}>
      <RouterProvider router={createBrowserRouter(createRoutes())} />
    </TextsProvider>
  </QueryClientProvider>,
);
