import '@angular/compiler';
import { provideZonelessChangeDetection, signal } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { type State, serveHost } from '../host.ts';
import { App, STATE } from './app.ts';

serveHost(async (place, first) => {
  const state = signal(first);
  const application = await createApplication({
    providers: [provideZonelessChangeDetection(), { provide: STATE, useValue: state }],
  });
  application.bootstrap(App, place);
  const show = (next: State) => state.set(next);
  return { show, unmount: () => application.destroy() };
});
