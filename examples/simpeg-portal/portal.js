// The token provider that <kinerja-scorecard token-provider="kinerjaToken"> calls, at first and whenever a token ends.
globalThis.kinerjaToken = async () => {
  const response = await fetch('token', { method: 'POST', credentials: 'same-origin', cache: 'no-store' });
  if (response.status === 401) {
    // The session of the portal has ended: signing in again is for the portal to offer, beside what was typed.
    document.getElementById('sesi-berakhir')?.removeAttribute('hidden');
  }
  if (!response.ok) throw new Error(`Portal menjawab ${response.status}.`);
  return await response.text();
};
