/**
 * Fetches the file of the scorecard from beside this one, once a page has its tag, now or later; other pages never load it. A
 * portal that pins the file's hash names `scorecard.js` in a script tag of its own.
 */
export function loadScorecard(address: string): void {
  const file = address.replace(/[^/]*$/, 'scorecard.js');
  const tags = document.getElementsByTagName('kinerja-scorecard');
  const load = () => {
    // However often it is asked for, a file is loaded once.
    if (tags[0]) void import(/* @vite-ignore */ file);
  };
  new MutationObserver(load).observe(document, { childList: true, subtree: true });
  load();
}
