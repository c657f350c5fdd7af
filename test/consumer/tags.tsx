import type { KinerjaSuccessEvent } from '@kinerja/widgets/events';
import type {} from '@kinerja/widgets/jsx';
import type { RatingForm } from '@kinerja/widgets/rating-form';
import { useRef } from 'react';

export function Survey({ keep }: { readonly keep: (code: string) => void }) {
  const form = useRef<RatingForm>(null);
  return (
    <main>
      <kinerja-rating-form
        ref={form}
        key="form"
        service="service_x"
        site-key="demo-3273"
        layout="icons"
        theme={null}
        lang="su"
        debug
        className="wide"
        onkinerja-success={(event: KinerjaSuccessEvent) => keep(event.receipt.code)}
        onkinerja-submit={(event) => event.preventDefault()}
      >
        <a href="/form/service_x">Formulir biasa</a>
      </kinerja-rating-form>
      <kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" period="2026-Q3" />
      <kinerja-scorecard tokenProvider={async () => 'token'} />
      {/* @ts-expect-error The attribute is `site-key`, the property `siteKey`. */}
      <kinerja-rating-form sitekey="demo-3273" />
      {/* @ts-expect-error There is no such layout. */}
      <kinerja-rating-form layout="wizard" />
      {/* @ts-expect-error A board has no service. */}
      <kinerja-unit-leaderboard service="service_x" />
      {/* @ts-expect-error A handler gets the event of its name. */}
      <kinerja-unit-leaderboard onkinerja-load={(event: KinerjaSuccessEvent) => keep(event.receipt.code)} />
      {/* @ts-expect-error There is no such widget. */}
      <kinerja-chart />
    </main>
  );
}
