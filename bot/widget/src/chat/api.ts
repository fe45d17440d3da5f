/** The way to the server. */

import type { Answer, Past } from './contract';

const PATIENCE = 45_000; // a GPRS line needs ten seconds for what others do in one

/** The line is cut, or the server is away for a moment: the same request may be sent again. */
export class Cut extends Error {}

/** The server said no, in French where it could. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly detail = '',
  ) {
    super(detail);
  }
}

export class Api {
  readonly #server: string;

  constructor(server: string) {
    this.#server = server;
  }

  /** Send a message; the key makes sure that it counts once, however often it is sent. */
  chat(message: string, session: string | null, key: string): Promise<Answer> {
    return this.#call('POST', 'chat', { message, session }, { 'Idempotency-Key': key });
  }

  /** Return what was said so far; nothing where the server keeps nothing. */
  async history(session: string): Promise<Past[]> {
    try {
      const kept = await this.#call<{ messages?: Past[] }>('GET', this.#path(session));
      return kept?.messages ?? [];
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  }

  /** Erase a conversation; the request survives the page that sent it. */
  erase(session: string): Promise<Record<string, unknown> | null> {
    return this.#call('DELETE', this.#path(session), undefined, {}, true);
  }

  feedback(turn: string, value: string, reason: string | null): Promise<unknown> {
    return this.#call('POST', 'feedback', { turn, value, reason });
  }

  #path(session: string): string {
    return `conversations/${encodeURIComponent(session)}`;
  }

  async #call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, keepalive = false): Promise<T> {
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), PATIENCE);
    let status = 0;
    try {
      const answer = await fetch(`${this.#server}/api/${path}`, {
        method,
        headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
        body: body ? JSON.stringify(body) : undefined,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        keepalive,
        signal: impatience.signal,
      });
      status = answer.status;
      if (status === 204) return null as T;
      const content = await answer.json();
      if (answer.ok) return content;
      if (status < 502 || status > 504) throw new Refusal(status, String(content?.detail ?? ''));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (status >= 400 && (status < 502 || status > 504)) throw new Refusal(status);
    } finally {
      clearTimeout(timer);
    }
    throw new Cut();
  }
}
