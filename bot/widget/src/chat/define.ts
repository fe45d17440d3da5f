/** The only side effects of chat.js: the panel is defined, and every launcher learns its look. */

import css from './styles/panel.css?inline';
import { BoussolePanel } from './panel';

const dressed = new WeakSet<ShadowRoot>();

class Dressed extends BoussolePanel {
  connectedCallback(): void {
    const root = this.getRootNode() as ShadowRoot;
    if (!dressed.has(root)) dress(root);
    dressed.add(root);
    super.connectedCallback();
  }
}

function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.appendChild(document.createElement('style')).textContent = css; // browsers before 2023
  }
}

if (!customElements.get('boussole-panel')) customElements.define('boussole-panel', Dressed);
