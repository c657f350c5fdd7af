// The token provider that <kinerja-scorecard token-provider="kinerjaToken"> calls, at first and whenever a token ends.
const { person } = document.currentScript.dataset;

globalThis.kinerjaToken = async () => {
  // Somebody else may have signed in in another tab: what was typed here must not go out in that person's name.
  const headers = { 'X-Portal-Person': person };
  const response = await fetch('token', { method: 'POST', credentials: 'same-origin', cache: 'no-store', headers });
  // When the session of the portal has ended, signing in again is for the portal to offer, beside what was typed.
  document.getElementById('sesi-berakhir')?.toggleAttribute('hidden', response.status !== 401);
  if (!response.ok) throw new Error(`Portal menjawab ${response.status}.`);
  return await response.text();
};
