import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type State, serveHost } from '../host.ts';
import { App } from './app.tsx';

serveHost((place, first) => {
  const root = createRoot(place);
  // In development, StrictMode does everything twice.
  const show = (state: State) =>
    root.render(
      <StrictMode>
        <App {...state} />
      </StrictMode>,
    );
  show(first);
  return { show, unmount: () => root.unmount() };
});
