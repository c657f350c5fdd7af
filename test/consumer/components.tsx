import { RatingForm, Scorecard } from '@kinerja/widgets/react';
import { UnitLeaderboard } from '@kinerja/widgets/react/unit-leaderboard';

export function Page({ keep }: { readonly keep: (code: string) => void }) {
  return (
    <>
      <RatingForm
        gateway="https://kinerja.example.go.id/"
        service="service_x"
        siteKey="demo-3273"
        onKinerjaSuccess={(event) => keep(event.receipt.code)}
      >
        <a href="/form/service_x">Formulir biasa</a>
      </RatingForm>
      <UnitLeaderboard tenant="32.73" kind="puskesmas" onKinerjaError={({ error }) => keep(error.failure)} />
      <Scorecard unit={null} tokenProvider={async () => 'token'} />
      {/* @ts-expect-error There is no such property. */}
      <RatingForm sitekey="demo-3273" />
      {/* @ts-expect-error A property is text or null. */}
      <RatingForm service={3273} />
      {/* @ts-expect-error A board is not sent, so nothing succeeds. */}
      <UnitLeaderboard onKinerjaSuccess={() => undefined} />
    </>
  );
}
