/** On a narrow screen the chat is the whole screen: the page behind it neither scrolls nor takes the focus. */

export const NARROW = '(max-width: 40em), (max-height: 26em)';

/** Make everything beside an element inert; return what undoes it. */
export function seclude(element: HTMLElement): () => void {
  const changed: HTMLElement[] = [];
  for (let node: Element = element; node.parentElement && node !== document.body; node = node.parentElement)
    for (const sibling of Array.from(node.parentElement.children))
      if (sibling !== node && sibling instanceof HTMLElement && !sibling.inert && !/^(SCRIPT|STYLE|LINK)$/.test(sibling.tagName)) {
        sibling.inert = true;
        changed.push(sibling);
      }
  const { style } = document.documentElement;
  const before = style.overflow;
  style.overflow = 'hidden';
  return () => {
    for (const sibling of changed) sibling.inert = false;
    style.overflow = before;
  };
}
