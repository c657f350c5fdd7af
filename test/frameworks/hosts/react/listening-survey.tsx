import type { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '@kinerja/widgets';
import { useEffect, useRef } from 'react';

interface SurveyProps {
  readonly service: string;
  readonly siteKey: string | null | undefined;
  readonly hear: (event: KinerjaLoadEvent | KinerjaSubmitEvent | KinerjaSuccessEvent | KinerjaErrorEvent) => void;
  /** Keeps ratings from being sent, as long as it is true. */
  readonly refuses: boolean;
}

export function ListeningSurvey({ service, siteKey, hear, refuses }: SurveyProps) {
  const form = useRef<HTMLElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const submit = (event: KinerjaSubmitEvent) => {
      hear(event);
      if (refuses) event.preventDefault();
    };
    form.current?.addEventListener('kinerja-load', hear, { signal });
    form.current?.addEventListener('kinerja-submit', submit, { signal });
    form.current?.addEventListener('kinerja-success', hear, { signal });
    form.current?.addEventListener('kinerja-error', hear, { signal });
    return () => stop.abort();
  }, [hear, refuses]);
  return (
    <kinerja-rating-form ref={form} service={service} site-key={siteKey}>
      <a href={`/form/${service}`}>Formulir biasa</a>
    </kinerja-rating-form>
  );
}
