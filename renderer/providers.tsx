import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ActsProvider, type ActsStore } from './acts/acts-store';
import { ClientProvider, type Client } from './client';
import { MirrorProvider, type MirrorStore } from './store';
import { rememberedAppearance } from './ui/appearance';
import { theme } from './ui/theme';

/** Mantine without a single inline <style>: its variables and classes come from files, as the content security policy wants it. */
export const Look = ({ children }: { readonly children: ReactNode }) => (
  <MantineProvider
    theme={theme}
    withCssVariables={false}
    withGlobalClasses={false}
    defaultColorScheme="auto"
    colorSchemeManager={localStorageColorSchemeManager({ key: rememberedAppearance })}
  >
    {children}
  </MantineProvider>
);

interface EngineProps {
  readonly mirror: MirrorStore;
  readonly client: Client;
  readonly acts: ActsStore;
  readonly queries: QueryClient;
  readonly children: ReactNode;
}

/** What a screen needs of the engine. */
export const Engine = ({ mirror, client, acts, queries, children }: EngineProps) => (
  <QueryClientProvider client={queries}>
    <ClientProvider value={client}>
      <MirrorProvider value={mirror}>
        <ActsProvider value={acts}>{children}</ActsProvider>
      </MirrorProvider>
    </ClientProvider>
  </QueryClientProvider>
);
