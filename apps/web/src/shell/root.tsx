import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { cssVariablesResolver, theme } from '@virlab/ui';
import { useEffect } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { Announcer } from './announcer';
import { styleNonce } from './style-nonce';
import { usePageHandle } from './use-page-handle';

const schemeManager = localStorageColorSchemeManager({ key: 'virlab-theme' });

/** The outermost part of every page: theme, density of the page, live regions. */
export function Root() {
  const { frame, density = 'comfortable' } = usePageHandle();
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      forceColorScheme={frame === 'window' ? 'dark' : undefined}
      getStyleNonce={styleNonce}
    >
      <Announcer>
        <Outlet />
        <ScrollRestoration nonce={styleNonce()} />
      </Announcer>
    </MantineProvider>
  );
}
