import type { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '@kinerja/widgets';

interface SurveyProps {
  readonly service: string;
  readonly siteKey: string | null | undefined;
  readonly hear: (event: KinerjaLoadEvent | KinerjaSubmitEvent | KinerjaSuccessEvent | KinerjaErrorEvent) => void;
  /** Keeps ratings from being sent, as long as it is true. */
  readonly refuses: boolean;
}

export function Survey({ service, siteKey, hear, refuses }: SurveyProps) {
  const submit = (event: KinerjaSubmitEvent) => {
    hear(event);
    if (refuses) event.preventDefault();
  };
  return (
    <kinerja-rating-form
      service={service}
      site-key={siteKey}
      onkinerja-load={hear}
      onkinerja-submit={submit}
      onkinerja-success={hear}
      onkinerja-error={hear}
    >
      <a href={`/form/${service}`}>Formulir biasa</a>
    </kinerja-rating-form>
  );
}
