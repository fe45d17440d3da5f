/** <boussole-chat>: a native button that fetches the rest when somebody first wants it. Every byte counts here. */

import css from './launcher.css?inline';
import texts from './messages.fr.yml';

const EXPANDED = 'aria-expanded';

/** What the panel, loaded later, can be told. */
export interface Panel extends HTMLElement {
  show(focus: boolean): void;
  hide(): void;
  ask(text: string): boolean;
  requestFocus(): boolean;
}

/** Make an element inside another. */
function make(within: Node, tag: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return within.appendChild(element);
}

export class BoussoleChat extends HTMLElement {
  static get observedAttributes(): string[] {
    return ['color', 'label', 'page-lang'];
  }

  /** Where the assistant is, unless the attribute `server` says otherwise. */
  static home: string;

  private button?: HTMLElement;
  private words!: HTMLElement;
  private say!: HTMLElement;
  private panel!: Panel;
  private fallback!: HTMLElement;
  private tries = 0;

  get server(): string {
    return new URL(this.getAttribute('server') || BoussoleChat.home).origin;
  }

  /** Tell whether the chat is a part of the page rather than a window above it. */
  get whole(): boolean {
    return this.getAttribute('layout') === 'page';
  }

  get expanded(): boolean {
    return this.button?.getAttribute(EXPANDED) === 'true';
  }

  connectedCallback(): void {
    if (this.button) return;
    this.lang = 'fr';
    const root = this.attachShadow({ mode: 'open' });
    dress(root);
    this.say = make(root, 'p', { class: 'say', role: 'status' });
    this.panel = make(root, 'boussole-panel', { id: 'panel', hidden: '' }) as Panel;
    this.button = make(root, 'button', { class: 'go', type: 'button', [EXPANDED]: 'false', 'aria-controls': 'panel' });
    make(this.button, 'i', {}); // the needle of a compass
    this.words = make(this.button, 'span', { dir: 'auto' });
    this.fallback = make(root, 'slot', {});
    this.button.onclick = () => (this.expanded ? this.close() : this.open());
    this.button.hidden = !(this.fallback.hidden = !this.whole); // the form without JavaScript serves until the rest is there
    this.attributeChangedCallback();
    if (this.whole || this.hasAttribute('open') || wasOpen()) this.open(false);
  }

  attributeChangedCallback(): void {
    if (!this.button) return;
    const page = (this.getAttribute('page-lang') || document.documentElement.lang).slice(0, 2);
    const label = this.getAttribute('label');
    this.words.textContent = label || texts[page] || texts.fr;
    this.words.lang = label || texts[page] ? page : 'fr';
    const colour = this.getAttribute('color');
    const [r, g, b] = (/^#\w{6}$/.test(colour!) ? colour!.match(/\w\w/g)! : []).map((part) => (parseInt(part, 16) / 255) ** 2.2);
    if (b >= 0) {
      this.style.setProperty('--go', colour);
      this.style.setProperty('--on-go', 0.21 * r + 0.72 * g + 0.07 * b < 0.18 ? '#fff' : '#000');
    }
  }

  /** Open the chat; fetch it first where needed. */
  async open(focus = true): Promise<void> {
    try {
      await this.load();
    } catch {
      this.say.textContent = texts.failed;
      make(this.say, 'a', { href: `${this.server}/texte` }).textContent = texts.text;
      return;
    }
    this.fallback.hidden = true;
    this.button!.setAttribute(EXPANDED, 'true');
    this.panel.show(focus);
  }

  /** Close the chat and give the focus back to the button. */
  close(): void {
    if (!this.expanded || this.whole) return;
    this.panel.hide();
    this.button!.setAttribute(EXPANDED, 'false');
    this.button!.focus();
  }

  /** Open the chat and ask a question; resolves to false where it could not be asked. */
  async ask(text: string): Promise<boolean> {
    await this.open();
    return this.expanded && this.panel.ask(text);
  }

  /** Put the focus into the field; say whether it went there. */
  requestFocus(): boolean {
    return this.expanded && this.panel.requestFocus();
  }

  private async load(): Promise<void> {
    if (customElements.get('boussole-panel')) return;
    this.say.textContent = texts.loading;
    const again = this.tries++ ? `&${this.tries}` : ''; // a failed address is remembered by the browser
    await import(/* @vite-ignore */ `${this.server}/widget/chat.js?v=${__VERSION__}${again}`);
    this.say.textContent = '';
  }
}

function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    make(root, 'style', {}).textContent = css; // browsers before 2023
  }
}

function wasOpen(): boolean {
  try {
    return /"open":true/.test(sessionStorage.boussole);
  } catch {
    return false; // storage may be forbidden
  }
}
