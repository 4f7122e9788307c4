import type { RouteObject } from 'react-router';
import { BareFrame } from './shell/bare-frame';
import { PageErrorBoundary } from './shell/error-boundary';
import { PageLoading } from './shell/page-loading';
import type { PageHandle, PageRoute } from './shell/page-route';
import { Root } from './shell/root';
import { SignedInFrame } from './shell/signed-in-frame';

/** Every page of the product: address, page, needed ability. To add a page, add a row. */
export const PAGES: readonly PageRoute[] = [
  { path: '/sign-in', frame: 'bare', page: () => import('./pages/sign-in/sign-in-page') },
  {
    path: '/sign-in/refused',
    frame: 'bare',
    page: () => import('./pages/sign-in-refused/sign-in-refused-page'),
  },
  { path: '/signed-out', frame: 'bare', page: () => import('./pages/signed-out/signed-out-page') },
  { path: '/break-glass', frame: 'bare', page: () => import('./pages/break-glass/break-glass-page') },
  { path: '/privacy', frame: 'bare', page: () => import('./pages/privacy/privacy-page') },

  { path: '/', frame: 'signed-in', page: () => import('./pages/home/home-page') },
  { path: '/machines', frame: 'signed-in', page: () => import('./pages/machines/machines-page') },
  { path: '/machines/:id', frame: 'signed-in', page: () => import('./pages/machine/machine-page') },
  { path: '/machines/:id/console', frame: 'window', page: () => import('./pages/console/console-page') },
  { path: '/you', frame: 'signed-in', page: () => import('./pages/record/record-page') },

  {
    path: '/classes/:id',
    frame: 'signed-in',
    needs: 'classes.teach',
    density: 'compact',
    page: () => import('./pages/class/class-page'),
  },
  {
    path: '/policy',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/policy/policy-page'),
  },
  {
    path: '/policy/versions',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/policy-versions/policy-versions-page'),
  },
  {
    path: '/policy/cases',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/policy-cases/policy-cases-page'),
  },
  {
    path: '/policy/cases/new',
    frame: 'signed-in',
    needs: 'policy.edit',
    density: 'compact',
    page: () => import('./pages/policy-cases/new-case-page'),
  },
  {
    path: '/policy/import',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/policy-import/policy-import-page'),
  },
  {
    path: '/policy/rules/:id',
    frame: 'signed-in',
    needs: 'policy.edit',
    density: 'compact',
    page: () => import('./pages/policy-rule/rule-page'),
  },
  {
    path: '/policy/dry-run',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/policy-dry-run/dry-run-page'),
  },
  {
    path: '/policy/why',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/why/why-page'),
  },
  {
    path: '/policy/grants',
    frame: 'signed-in',
    needs: 'policy.read',
    density: 'compact',
    page: () => import('./pages/policy-grants/policy-grants-page'),
  },
  {
    path: '/people',
    frame: 'signed-in',
    needs: 'people.read',
    density: 'compact',
    page: () => import('./pages/people/people-page'),
  },
  {
    path: '/people/:id',
    frame: 'signed-in',
    needs: 'people.read',
    density: 'compact',
    page: () => import('./pages/person/person-page'),
  },
  {
    path: '/attributes',
    frame: 'signed-in',
    needs: 'attributes.read',
    density: 'compact',
    page: () => import('./pages/attributes/attributes-page'),
  },
  {
    path: '/attributes/rules',
    frame: 'signed-in',
    needs: 'attributes.read',
    density: 'compact',
    page: () => import('./pages/attributes/attribute-rules-page'),
  },
  {
    path: '/providers',
    frame: 'signed-in',
    needs: 'federation.read',
    density: 'compact',
    page: () => import('./pages/providers/providers-page'),
  },
  {
    path: '/providers/add',
    frame: 'signed-in',
    needs: 'federation.write',
    density: 'compact',
    page: () => import('./pages/add-provider/add-provider-page'),
  },
  {
    path: '/providers/:id',
    frame: 'signed-in',
    needs: 'federation.read',
    density: 'compact',
    page: () => import('./pages/provider/provider-page'),
  },
  {
    path: '/service-provider',
    frame: 'signed-in',
    needs: 'federation.read',
    density: 'compact',
    page: () => import('./pages/service-provider/service-provider-page'),
  },
  {
    path: '/pools/add',
    frame: 'signed-in',
    needs: 'pools.write',
    density: 'compact',
    page: () => import('./pages/add-pool/add-pool-page'),
  },
  {
    path: '/pools/:id',
    frame: 'signed-in',
    needs: 'pools.read',
    density: 'compact',
    page: () => import('./pages/pool/pool-page'),
  },
  {
    path: '/hosts',
    frame: 'signed-in',
    needs: 'hosts.read',
    density: 'compact',
    page: () => import('./pages/hosts/hosts-page'),
  },
  {
    path: '/hosts/add',
    frame: 'signed-in',
    needs: 'hosts.write',
    density: 'compact',
    page: () => import('./pages/add-host/add-host-page'),
  },
  {
    path: '/hosts/:id',
    frame: 'signed-in',
    needs: 'hosts.read',
    density: 'compact',
    page: () => import('./pages/host/host-page'),
  },
  {
    path: '/pools',
    frame: 'signed-in',
    needs: 'pools.read',
    density: 'compact',
    page: () => import('./pages/pools/pools-page'),
  },
  {
    path: '/templates/:id',
    frame: 'signed-in',
    needs: 'pools.read',
    density: 'compact',
    page: () => import('./pages/template/template-page'),
  },
  {
    path: '/usage',
    frame: 'signed-in',
    density: 'compact',
    page: () => import('./pages/usage/usage-page'),
  },
  {
    path: '/audit',
    frame: 'signed-in',
    needs: 'audit.read',
    density: 'compact',
    page: () => import('./pages/audit/audit-page'),
  },

  { path: '*', frame: 'signed-in', page: () => import('./pages/not-found/not-found-page') },
];

/** The table as routes of React Router; each page is fetched when it is first opened. */
export function createRoutes(pages: readonly PageRoute[] = PAGES): RouteObject[] {
  const routesOf = (wanted: (frame: PageRoute['frame']) => boolean): RouteObject[] =>
    pages
      .filter(({ frame }) => wanted(frame))
      .map(({ path, page, ...handle }) => ({
        path,
        handle: handle satisfies PageHandle,
        errorElement: <PageErrorBoundary />,
        lazy: async () => ({ Component: (await page()).default }),
      }));
  return [
    {
      element: <Root />,
      hydrateFallbackElement: <></>,
      children: [
        {
          element: <BareFrame />,
          errorElement: <PageErrorBoundary />,
          children: routesOf((frame) => frame === 'bare'),
        },
        {
          element: <SignedInFrame />,
          errorElement: <PageErrorBoundary />,
          hydrateFallbackElement: <PageLoading />,
          children: routesOf((frame) => frame !== 'bare'),
        },
      ],
    },
  ];
}
