import type { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '@kinerja/widgets';
import type { HTMLAttributes, Ref } from 'react';

type Text = string | null | undefined;

interface Widget extends HTMLAttributes<HTMLElement> {
  readonly ref?: Ref<HTMLElement>;
  readonly key?: string;
  readonly gateway?: Text;
  readonly theme?: Text;
  readonly debug?: boolean | null | undefined;
  readonly 'onkinerja-load'?: (event: KinerjaLoadEvent) => void;
  readonly 'onkinerja-error'?: (event: KinerjaErrorEvent) => void;
}

interface Form extends Widget {
  readonly service?: Text;
  readonly 'site-key'?: Text;
  readonly siteKey?: Text;
  readonly layout?: Text;
  readonly 'onkinerja-submit'?: (event: KinerjaSubmitEvent) => void;
  readonly 'onkinerja-success'?: (event: KinerjaSuccessEvent) => void;
}

interface Board extends Widget {
  readonly tenant?: Text;
  readonly kind?: Text;
  readonly period?: Text | number;
}

declare module 'react' {
  // biome-ignore lint/style/noNamespace: the typings of React can be widened in no other way
  namespace JSX {
    interface IntrinsicElements {
      'kinerja-rating-form': Form;
      'kinerja-unit-leaderboard': Board;
    }
  }
}
