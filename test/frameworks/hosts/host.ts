import type { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '@kinerja/widgets';

/** What an application shows. A test changes it, and the framework does the rest. */
export interface State {
  /** Which of the pages; `blank` has no widget. */
  readonly page: 'survey' | 'properties' | 'nested' | 'listening' | 'region' | 'blank';
  readonly service: string;
  readonly siteKey: string | null | undefined;
  readonly layout: string | null | undefined;
  readonly period: string | number | null | undefined;
  readonly debug: boolean | null | undefined;
  /** Words of the link inside the widget, on the nested page. */
  readonly fallback: string;
  /** Whether the application keeps ratings from being sent. */
  readonly refuses: boolean;
  /** On the page of a region, in this order. */
  readonly widgets: readonly ('board' | 'form')[];
  readonly hear: (event: WidgetEvent) => void;
}

export type WidgetEvent = KinerjaLoadEvent | KinerjaSubmitEvent | KinerjaSuccessEvent | KinerjaErrorEvent;

/** An application that is on the page. */
export interface Mounted {
  readonly show: (state: State) => void;
  readonly unmount: () => void;
}

/** How a test drives an application. */
export interface Host {
  readonly show: (change: Partial<State>) => void;
  readonly mount: () => Promise<void>;
  readonly unmount: () => void;
  /** What the application heard: the event, and the most telling thing it carries. */
  readonly heard: readonly (readonly [type: string, carries: string | undefined])[];
}

declare global {
  interface Window {
    host: Host;
    /** Given by the test before anything runs. */
    given?: Partial<State>;
  }
}

/** Puts an application on the page and hands its state to the test. */
export function serveHost(mount: (place: Element, state: State) => Mounted | Promise<Mounted>): void {
  const heard: [string, string | undefined][] = [];
  let state: State = {
    page: 'survey',
    service: 'service_Dukcapil-KTP',
    siteKey: 'pk_demo',
    layout: undefined,
    period: undefined,
    debug: undefined,
    fallback: 'Formulir biasa',
    refuses: false,
    widgets: ['form', 'board'],
    hear: (event) => void heard.push([event.type, carriedBy(event)]),
    ...window.given,
  };
  let mounted: Mounted | undefined;
  const host: Host = {
    heard,
    show: (change) => {
      state = { ...state, ...change };
      mounted?.show(state);
    },
    mount: async () => {
      const place = document.createElement('host-app');
      document.querySelector('main')?.append(place);
      mounted = await mount(place, state);
    },
    unmount: () => {
      mounted?.unmount();
      mounted = undefined;
      document.querySelector('host-app')?.remove();
    },
  };
  window.host = host;
  void host.mount();
}

function carriedBy(event: WidgetEvent): string | undefined {
  if ('input' in event) return event.input.comment ?? '';
  if ('receipt' in event) return event.receipt.code;
  return 'error' in event ? event.error.failure : undefined;
}
