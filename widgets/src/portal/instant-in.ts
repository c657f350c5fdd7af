/** `2026-10-12T09:00` on the clocks of a zone, as an instant; null for anything else. */
export function instantIn(zone: string, local: string | undefined): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const shown = new Date(asUtc).toLocaleString('sv', { timeZone: zone });
  return new Date(2 * asUtc - Date.parse(`${shown.replace(' ', 'T')}Z`)).toISOString();
}
