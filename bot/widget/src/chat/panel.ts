/** <boussole-panel>: the chat itself, drawn into the launcher's shadow. */

import { html, nothing, render } from 'lit/html.js';
import { parse, readable } from './colour';
import type { BoussoleChat } from '../loader/launcher';
import { LIFE } from '../shared';
import { Api } from './api';
import { MOST_CHARACTERS } from './contract';
import { Conversation, type Listener, type Said } from './conversation';
import { leave, onEscapeTwice } from './exit';
import { inline } from './markup/parse';
import { inlineView } from './markup/view';
import { NARROW, seclude } from './modal';
import { number, t } from './texts';
import { logView, type LogActions } from './views/log';
import { spoken } from './views/turn';

const COUNTED_FROM = 0.8; // of the longest message: before, a counter is noise

export class BoussolePanel extends HTMLElement implements Listener, LogActions {
  #shown = false;
  #error = '';
  #status = '';
  #asking = false; // whether everything shall really be erased
  #length = 0;
  #drawing?: Promise<void>;
  #talk!: Conversation;
  #undo: (() => void)[] = [];
  #release?: () => void;
  readonly #narrow = matchMedia(NARROW);

  connectedCallback(): void {
    this.#talk ??= new Conversation(new Api(this.#host.server), this);
    this.#paint();
    const on = (target: EventTarget, name: string, work: (event: Event) => void): void => {
      target.addEventListener(name, work);
      this.#undo.push(() => target.removeEventListener(name, work));
    };
    on(window, 'online', () => void this.#talk.resume());
    on(document, 'visibilitychange', () => this.#expire());
    on(this.#narrow, 'change', () => this.#fit());
    on(this, 'keydown', (event) => this.#keyed(event as KeyboardEvent));
    if (window.visualViewport) on(visualViewport!, 'resize', () => this.#measure());
    const clock = setInterval(() => this.#expire(), LIFE / 30);
    this.#undo.push(
      () => clearInterval(clock),
      onEscapeTwice(() => this.#talk.sensitive && this.#exit()),
    );
  }

  disconnectedCallback(): void {
    this.#release?.();
    this.#undo.splice(0).forEach((undo) => undo());
  }

  /** Make the site's colour readable on both papers. */
  #paint(): void {
    const light = parse(this.#host.getAttribute('color'));
    const dark = parse(this.#host.getAttribute('color-dark')) ?? light;
    if (light) this.#host.style.setProperty('--boussole-light', readable(light, [230, 236, 250]));
    if (dark) this.#host.style.setProperty('--boussole-dark', readable(dark, [34, 48, 82]));
  }

  // What the launcher asks for

  show(focus: boolean): void {
    this.hidden = false;
    this.#shown = true;
    if (!this.#host.whole) this.#talk.memory.keep({ open: true }, false);
    if (!this.#talk.entries.length) void this.#talk.restore().then(() => this.#scrollToEnd());
    this.#fit();
    this.happened('open');
    void this.#draw().then(() => {
      this.#takeOver();
      if (focus && matchMedia('(pointer: coarse)').matches) this.querySelector<HTMLElement>('#title')?.focus(); // no keyboard over the notice
      else if (focus) this.requestFocus();
    });
  }

  hide(): void {
    this.hidden = true;
    this.#shown = false;
    this.#asking = false;
    this.#talk.memory.keep({ open: false }, false);
    this.#fit();
    this.happened('close');
  }

  ask(text: string): boolean {
    return this.#talk.send(text.trim().slice(0, MOST_CHARACTERS));
  }

  requestFocus(): boolean {
    this.#field?.focus();
    return !!this.#field && (this.getRootNode() as ShadowRoot).activeElement === this.#field;
  }

  // What the conversation tells

  changed(): void {
    void this.#draw();
  }

  told(text: string): void {
    this.#status = text;
    void this.#draw();
  }

  happened(name: string, detail: unknown = {}): void {
    this.#host.dispatchEvent(new CustomEvent(`boussole:${name}`, { detail, bubbles: true, composed: true }));
  }

  said(entry: Said): void {
    if (entry.who === 'person') {
      this.happened('question');
      this.told(t('writing')); // at once: a cut line may have more to say
    }
    void this.#draw().then(() => {
      const item = Array.from(this.querySelectorAll('.entries > li')).pop()!;
      if (entry.who !== 'person') this.told(spoken(item));
      this.#reveal(item);
    });
  }

  // What people do

  choose(from: Said, title: string, payload: string): void {
    if (!this.#talk.choose(from, title, payload)) this.#refuse(t('busy'));
  }

  rate(entry: Said, value: 'up' | 'down', reason?: string): void {
    void this.#talk.rate(entry, value, reason);
  }

  cancel = (): void => {
    this.#write(this.#talk.cancel());
    this.requestFocus();
  };

  retry = (): void => {
    void this.#talk.deliver();
  };

  /** Draw everything anew, once for all that changed at the same time. */
  #draw(): Promise<void> {
    return (this.#drawing ??= Promise.resolve().then(() => {
      this.#drawing = undefined;
      render(this.#shown ? this.#view() : nothing, this);
    }));
  }

  #view(): unknown {
    const whole = this.#host.whole;
    const modal = !whole && this.#narrow.matches;
    return html`<div class=${`panel${whole ? ' whole' : ''}`} role=${whole ? 'region' : 'dialog'} aria-modal=${modal || nothing} aria-labelledby="title">
      <header class=${whole ? 'quiet' : ''}>
        <h2 id="title" tabindex="-1">${this.#host.getAttribute('heading') || t('title')}</h2>
        ${whole ? nothing : html`<button type="button" class="icon" aria-label=${t('close')} @click=${() => this.#host.close()}><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M5 5l14 14M19 5L5 19" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"></path></svg></button>`}
      </header>
      ${this.#talk.sensitive ? this.#safety() : nothing}
      <div class="log" role="log" aria-live="off" aria-label=${t('log')} tabindex="0">
        ${this.#notice()}${logView(this.#talk.entries, this)}
        ${this.#talk.pending?.line === 'sending' ? html`<p class="dots" aria-hidden="true"><i></i><i></i><i></i></p>` : nothing}
      </div>
      <p class="quiet" role="status">${this.#status}</p>
      ${this.#composer()}${this.#foot()}
    </div>`;
  }

  #notice(): unknown {
    const greeting = this.#host.getAttribute('greeting');
    const fresh = !this.#talk.entries.length;
    const suggested = this.#host.getAttribute('suggestions') ?? t('suggestions');
    const questions = suggested.split('|').map((one) => one.trim()).filter(Boolean);
    return html`<div class="notice">
      ${greeting ? html`<p dir="auto">${greeting}</p>` : nothing}
      <p>${inlineView(inline(t('notice')))}</p>
      <p class="soft">${t('privacy')} <a href=${`${this.#host.server}/confidentialite`} target="_blank" rel="noopener">${t('privacy_link')}<span class="tab"> ${t('new_tab')}</span></a></p>
    </div>
    ${fresh && questions.length ? html`<p class="soft" id="examples">${t('examples')}</p><ul class="choices" aria-labelledby="examples">${questions.map((one) => html`<li><button type="button" dir="auto" @click=${() => this.#submit(one)}>${one}</button></li>`)}</ul>` : nothing}`;
  }

  #safety(): unknown {
    return html`<div class="safety" role="group" aria-label=${t('safety')}>
      <button type="button" class="exit" @click=${() => this.#exit()}>${t('exit')} <small>${t('exit_hint')}</small></button>
      <button type="button" class="second" @click=${() => this.#clear()}>${t('wipe')}</button>
    </div>`;
  }

  #composer(): unknown {
    const counted = this.#length > MOST_CHARACTERS * COUNTED_FROM;
    return html`<form novalidate @submit=${(event: Event) => { event.preventDefault(); this.#submit(); }}>
      <label for="field">${t('label')}</label>
      <div class="write">
        <textarea id="field" rows="1" dir="auto" autocomplete="off" enterkeyhint="send" aria-describedby=${`${this.#error ? 'error ' : ''}hint${counted ? ' count' : ''}`} aria-invalid=${this.#error ? 'true' : nothing} @input=${() => this.#typed()}></textarea>
        <button type="submit" class="send" aria-disabled=${this.#talk.pending ? 'true' : nothing}>${t('send')}</button>
      </div>
      <p id="error" class="warn" ?hidden=${!this.#error}>${this.#error}</p>
      <p class="soft small"><span id="hint">${t('hint')}</span> <span id="count" class=${this.#length > MOST_CHARACTERS ? 'warn' : ''} ?hidden=${!counted}>${t('count', { n: number(this.#length), limit: number(MOST_CHARACTERS) })}</span></p>
    </form>`;
  }

  #foot(): unknown {
    const help = this.#host.getAttribute('help');
    if (this.#asking)
      return html`<div class="foot sure" role="group" aria-labelledby="sure"><p id="sure">${t('erase_sure')}</p><button type="button" class="second" id="erase-yes" @click=${() => this.#erase()}>${t('erase_yes')}</button><button type="button" class="second" @click=${() => this.#wonder(false)}>${t('erase_no')}</button></div>`;
    return html`<div class="foot">${help && /^https?:/i.test(help) ? html`<a class="plain" href=${help}>${t('help')}</a>` : html`<button type="button" class="plain" @click=${() => this.#submit(t('help_question'))}>${t('help')}</button>`}<button type="button" class="plain" id="erase" @click=${() => this.#wonder(true)}>${t('erase')}</button></div>`;
  }

  get #host(): BoussoleChat {
    return (this.getRootNode() as ShadowRoot).host as BoussoleChat;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** Send what is in the field, or a question somebody suggests. */
  #submit(given?: string): void {
    const text = (given ?? this.#field?.value ?? '').trim();
    if (!text) return this.#refuse(t('empty'));
    if (text.length > MOST_CHARACTERS) return this.#refuse(t('too_long', { n: number(text.length), limit: number(MOST_CHARACTERS) }));
    if (!this.#talk.send(text)) return this.#refuse(t('busy'));
    if (given === undefined) this.#write('');
    this.#error = '';
  }

  #refuse(why: string): void {
    this.#error = why;
    this.told(why);
  }

  #typed(): void {
    this.#length = this.#field!.value.length;
    this.#error = '';
    this.#grow();
    void this.#draw();
  }

  #write(words: string): void {
    if (!this.#field) return;
    this.#field.value = words;
    this.#length = words.length;
    this.#grow();
  }

  #grow(): void {
    const { style, scrollHeight } = this.#field!;
    style.height = 'auto';
    style.height = `${Math.min(this.#field!.scrollHeight || scrollHeight, 160) + 4}px`;
  }

  #keyed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.#host.whole) {
      event.stopPropagation();
      if (this.#asking) this.#wonder(false);
      else this.#host.close();
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target === this.#field) {
      event.preventDefault();
      this.#submit();
    }
  }

  /** Ask whether everything shall go, or go back. */
  #wonder(asking: boolean): void {
    this.#asking = asking;
    void this.#draw().then(() => this.querySelector<HTMLElement>(asking ? '#erase-yes' : '#erase')?.focus());
  }

  async #erase(): Promise<void> {
    this.#wonder(false);
    await this.#talk.erase();
  }

  /** Empty the screen at once; the server is asked without a word. */
  #clear(): void {
    const session = this.#talk.wipe();
    if (session) void this.#talk.api.erase(session).catch(() => undefined);
    this.#write('');
    this.told(t('erased'));
    void this.#draw().then(() => this.requestFocus());
  }

  #exit(): void {
    this.#clear();
    this.happened('exit');
    leave(this.#host.getAttribute('exit'));
  }

  #expire(): void {
    if (!this.#talk.memory.stale) return;
    this.#talk.wipe();
    this.#talk.note(t('timed_out'));
  }

  /** Take what somebody wrote into the form that stood here before. */
  #takeOver(): void {
    const before = this.#host.querySelector('textarea');
    if (!before || !this.#field) return;
    if (before.value) this.#write(before.value);
    if (document.activeElement === before || this.#host.contains(document.activeElement)) this.requestFocus();
    this.#host.replaceChildren();
  }

  #fit(): void {
    this.#release?.();
    this.#release = undefined;
    const modal = this.#shown && !this.#host.whole && this.#narrow.matches;
    const launcher = (this.getRootNode() as ShadowRoot).querySelector<HTMLElement>('.go')!;
    launcher.inert = modal;
    if (modal) this.#release = seclude(this.#host);
    this.#measure();
    void this.#draw();
  }

  /** Leave room for the keyboard of the phone. */
  #measure(): void {
    if (window.visualViewport) this.style.setProperty('--seen', `${visualViewport!.height}px`);
  }

  /** Show the beginning of what is new. */
  #reveal(item: Element): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    item.scrollIntoView({ block: item.matches('.person') ? 'end' : 'start', behavior: still ? 'auto' : 'smooth' });
  }

  #scrollToEnd(): void {
    void this.#draw().then(() => {
      const log = this.querySelector('.log');
      if (log && this.#talk.entries.length) log.scrollTop = log.scrollHeight;
    });
  }
}
