import { Suspense } from 'react';
import { RouterProvider } from 'react-router/dom';
import { Provider } from 'urql';
import { graphqlClient } from '../lib/graphql-client.js';
import { PageSkeleton } from '../ui/skeleton.js';
import { ThemeProvider } from '../ui/theme/theme-provider.js';
import { router } from './router.js';

export function Application() {
  return (
    <Provider value={graphqlClient}>
      <ThemeProvider>
        <Suspense fallback={<PageSkeleton />}>
          <RouterProvider router={router} />
        </Suspense>
      </ThemeProvider>
    </Provider>
  );
}
