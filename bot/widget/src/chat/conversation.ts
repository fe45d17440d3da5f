/** One conversation: what was said, what is on its way, what can be done with it. */

import { Api, Cut, Refusal } from './api';
import type { Turn } from './contract';
import { Memory, uniqueKey } from './memory';
import { t } from './texts';

export type Line = 'sending' | 'waiting' | 'failed';

export interface Said {
  who: 'person' | 'assistant' | 'note';
  text: string;
  line?: Line;
  turn?: Turn;
  past?: boolean;
  used?: string; // the quick reply that was taken
  value?: 'up' | 'down';
  reason?: string;
}

/** What the conversation tells those who show it. */
export interface Listener {
  changed(): void;
  said(entry: Said): void;
  told(text: string): void;
  happened(name: string, detail?: unknown): void;
}

const LONGEST_PAUSE = 30_000;

export class Conversation {
  entries: Said[] = [];
  readonly memory = new Memory();
  #pauses = 0;
  #timer?: ReturnType<typeof setTimeout>;
  #whole = false; // whether the past is here
  #age = 0; // an answer to a conversation that was erased meanwhile is dropped

  readonly #listener: Listener;

  constructor(
    readonly api: Api,
    listener: Listener,
  ) {
    this.#listener = listener;
  }

  /** Return the message on its way, if there is one. */
  get pending(): Said | undefined {
    return this.entries.find((entry) => entry.line);
  }

  /** Tell whether something was said that nobody else should see. */
  get sensitive(): boolean {
    return this.entries.some((entry) => entry.turn?.status === 'crisis');
  }

  /** Bring back what was said before the page was left, and what was not sent yet. */
  async restore(): Promise<void> {
    await this.#remember();
    const { outgoing } = this.memory;
    if (outgoing && !this.pending) {
      this.entries.push({ who: 'person', text: outgoing.shown, line: 'sending' });
      void this.deliver();
    }
    this.#listener.changed();
  }

  /** Go on after the line was cut. */
  async resume(): Promise<void> {
    await this.#remember();
    await this.deliver();
  }

  async #remember(): Promise<void> {
    const { session } = this.memory;
    if (this.#whole || !session) return;
    const age = this.#age;
    try {
      const past = await this.api.history(session);
      if (age !== this.#age || this.#whole) return;
      this.entries = [...past.map(remembered), ...this.entries];
      this.#whole = true;
      this.#listener.changed();
    } catch {
      this.#listener.told(t('lost'));
    }
  }

  /** Send a message; false while another one is on its way. */
  send(message: string, shown = message): boolean {
    if (this.pending) return false;
    this.memory.keep({ outgoing: { message, shown, key: uniqueKey() } });
    const entry: Said = { who: 'person', text: shown, line: 'sending' };
    this.entries.push(entry);
    this.#listener.said(entry);
    void this.deliver();
    return true;
  }

  /** Take a quick reply of a turn. */
  choose(from: Said, title: string, payload: string): boolean {
    if (from.used || !this.send(payload, title)) return false;
    from.used = payload;
    this.#listener.changed();
    return true;
  }

  /** Send what waits, now. */
  async deliver(): Promise<void> {
    const { outgoing, session } = this.memory;
    const entry = this.pending;
    if (!outgoing || !entry) return;
    clearTimeout(this.#timer);
    if (!navigator.onLine) return this.#wait(entry);
    entry.line = 'sending';
    this.#listener.changed();
    const age = this.#age;
    try {
      const answer = await this.api.chat(outgoing.message, session, outgoing.key);
      if (age === this.#age) this.#arrived(entry, answer);
      else void this.api.erase(answer.session).catch(() => undefined);
    } catch (error) {
      if (age !== this.#age) return;
      if (error instanceof Cut) this.#wait(entry);
      else this.#fail(entry, error instanceof Refusal ? error.detail : '');
    }
  }

  /** Take back what waits; return its words. */
  cancel(): string {
    const words = this.memory.outgoing?.shown ?? '';
    clearTimeout(this.#timer);
    this.#age++;
    this.entries = this.entries.filter((entry) => !entry.line);
    this.memory.keep({ outgoing: null });
    this.#listener.told(t('cancelled'));
    return words;
  }

  /** Forget everything here at once; return the session to be erased on the server. */
  wipe(): string | null {
    const { session } = this.memory;
    clearTimeout(this.#timer);
    this.#age++;
    this.entries = [];
    this.#whole = false;
    this.memory.forget();
    this.#listener.changed();
    return session;
  }

  /** Erase everything, here and on the server, and show the receipt. */
  async erase(): Promise<void> {
    const session = this.wipe();
    let text = t('erased');
    try {
      const receipt = session ? wording(await this.api.erase(session)) : '';
      if (receipt) text += ` ${receipt}`;
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 404)) text = t('erase_failed');
    }
    this.note(text);
    this.#listener.happened('erase');
  }

  /** Say something that is neither a question nor an answer. */
  note(text: string): void {
    const entry: Said = { who: 'note', text };
    this.entries.push(entry);
    this.#listener.said(entry);
  }

  /** Tell the staff whether a turn helped; the same choice again takes nothing back. */
  async rate(entry: Said, value: 'up' | 'down', reason: string | null = null): Promise<void> {
    const before = { value: entry.value, reason: entry.reason };
    Object.assign(entry, { value, reason: reason ?? undefined });
    this.#listener.changed();
    try {
      await this.api.feedback(entry.turn?.turn ?? '', value, reason);
      this.#listener.told(value === 'down' && !reason ? t('why') : t('thanks'));
      this.#listener.happened('feedback', { value, reason });
    } catch {
      Object.assign(entry, before);
      this.#listener.told(t('unsent'));
    }
  }

  #arrived(person: Said, { session, ...turn }: Turn & { session: string }): void {
    this.#pauses = 0;
    this.#whole ||= !this.memory.session; // a new conversation has no other past
    this.memory.keep({ session, outgoing: null });
    delete person.line;
    const known = this.entries.findIndex((entry) => turn.turn && entry.turn?.turn === turn.turn);
    if (known >= 0) {
      this.entries = this.entries.filter((entry) => entry !== person); // the history had it already
      return this.#listener.changed();
    }
    const entry: Said = { who: 'assistant', text: '', turn };
    this.entries.push(entry);
    this.#listener.said(entry);
    this.#listener.happened('answer', { status: turn.status, turn: turn.turn });
  }

  #wait(entry: Said): void {
    const first = entry.line !== 'waiting' && this.#pauses === 0;
    entry.line = 'waiting';
    const pause = Math.min(1000 * 2 ** this.#pauses++, LONGEST_PAUSE);
    this.#timer = setTimeout(() => void this.deliver(), pause);
    if (first) this.#listener.told(t('waiting'));
    this.#listener.changed();
  }

  #fail(entry: Said, detail: string): void {
    entry.line = 'failed';
    this.#listener.told(detail || t('failed'));
    this.#listener.happened('error', {});
  }
}

function remembered({ role, text, turn }: { role: string; text?: string | null; turn?: Turn | null }): Said {
  return role === 'person'
    ? { who: 'person', text: text || t('unkept'), past: true }
    : { who: 'assistant', text: '', turn: turn ?? { status: 'answered', replies: [{ text: text ?? '' }] }, past: true };
}

/** Return the words of a receipt, whatever its fields are called. */
function wording(answer: Record<string, unknown> | null): string {
  const { receipt, message, text, detail } = (answer ?? {}) as Record<string, unknown>;
  const sentence = [message, text, detail].find((part) => typeof part === 'string');
  if (sentence) return String(sentence);
  return typeof receipt === 'string' ? t('receipt', { receipt }) : '';
}
