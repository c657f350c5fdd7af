import { flushSync, mount, unmount } from 'svelte';
import { type State, serveHost } from '../host.ts';
import App from './app.svelte';

serveHost((target, first) => {
  const props = $state({ ...first });
  const app = mount(App, { target, props });
  const show = (next: State) => {
    Object.assign(props, next);
    flushSync();
  };
  return { show, unmount: () => void unmount(app) };
});
