import { createApp, h, shallowRef } from 'vue';
import { type State, serveHost } from '../host.ts';
import App from './app.vue';

serveHost((place, first) => {
  const state = shallowRef(first);
  const app = createApp({ render: () => h(App, { state: state.value }) });
  app.mount(place);
  const show = (next: State) => {
    state.value = next;
  };
  return { show, unmount: () => app.unmount() };
});
