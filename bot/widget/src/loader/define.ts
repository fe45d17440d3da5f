/** The only side effects of widget.js: the element is defined, and put on the page of those who wrote one line. */

import { BoussoleChat } from './launcher';

const TAG = 'boussole-chat';
const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');

function place(): void {
  if (!script || document.querySelector(TAG)) return;
  const element = document.createElement(TAG);
  for (const { name, value } of Array.from(script.attributes))
    if (/^data-/.test(name)) element.setAttribute(name === 'data-title' ? 'heading' : name.slice(5), value);
  document.body.append(element);
}

if (!customElements.get(TAG)) {
  BoussoleChat.home = (script as HTMLScriptElement | null)?.src || location.href;
  customElements.define(TAG, BoussoleChat);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', place);
  else place();
}
