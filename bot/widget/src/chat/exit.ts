/** Leave at once: nothing on the screen, nothing in the tab, another site in its place. */

const NEUTRAL = 'https://fr.wikipedia.org/';
const TWICE = 1500; // milliseconds between the two strokes

/** Hide everything and go elsewhere; the history of the tab does not keep this page. */
export function leave(address: string | null): void {
  document.documentElement.style.visibility = 'hidden';
  document.title = ' ';
  location.replace(address && /^https:/i.test(address) ? address : NEUTRAL);
}

/** Call back when Escape is struck twice; return what stops it. */
export function onEscapeTwice(work: () => void): () => void {
  let last = 0;
  const strike = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.repeat) return;
    if (event.timeStamp - last < TWICE) work();
    last = event.timeStamp;
  };
  addEventListener('keydown', strike, true);
  return () => removeEventListener('keydown', strike, true);
}
