import type { ReactNode } from 'react';
import type { State } from '../host.ts';
import { ListeningSurvey } from './listening-survey.tsx';
import { Survey } from './survey.tsx';

export function App({ page, widgets, ...state }: State) {
  const { service, siteKey, layout, debug, period, fallback } = state;
  switch (page) {
    case 'survey':
      return <Survey {...state} />;
    case 'listening':
      return <ListeningSurvey {...state} />;
    case 'nested':
      return (
        <Panel title="Survei">
          <kinerja-rating-form service={service} site-key={siteKey} layout={layout} debug={debug}>
            <a href="/form">{fallback}</a>
          </kinerja-rating-form>
        </Panel>
      );
    case 'properties':
      return (
        <>
          <kinerja-rating-form service={service} siteKey={siteKey} layout={layout} />
          <kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" period={period} />
        </>
      );
    case 'region':
      return widgets.map((widget) =>
        widget === 'form' ? (
          <kinerja-rating-form key={widget} service={service} site-key={siteKey} />
        ) : (
          <kinerja-unit-leaderboard key={widget} tenant="32.73" kind="puskesmas" period={period} />
        ),
      );
    case 'blank':
      return <p>Beranda</p>;
  }
}

const Panel = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);
