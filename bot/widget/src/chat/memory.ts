/** What this tab remembers: never a word of the answers, and nothing before the chat is opened. */

import { LIFE, MEMORY } from '../shared';

/** A message on its way; its key makes it count once. */
export interface Outgoing {
  message: string;
  shown: string;
  key: string;
}

export interface Kept {
  session: string | null;
  open: boolean;
  outgoing: Outgoing | null;
  at: number;
}

const NOTHING: Kept = { session: null, open: false, outgoing: null, at: 0 };

export class Memory {
  #kept: Kept = this.#read();

  get session(): string | null {
    return this.#kept.session;
  }

  get outgoing(): Outgoing | null {
    return this.#kept.outgoing;
  }

  /** Tell whether the last sign of life is too old. */
  get stale(): boolean {
    return !!this.#kept.session && Date.now() - this.#kept.at > LIFE;
  }

  /** Keep something; only what somebody says counts as a sign of life. */
  keep(change: Partial<Kept>, alive = true): void {
    this.#kept = { ...this.#kept, ...change, at: alive ? Date.now() : this.#kept.at };
    attempt(() => sessionStorage.setItem(MEMORY, JSON.stringify(this.#kept)));
  }

  forget(): void {
    this.#kept = { ...NOTHING, open: this.#kept.open };
    attempt(() => sessionStorage.removeItem(MEMORY));
  }

  #read(): Kept {
    const kept = attempt(() => JSON.parse(sessionStorage.getItem(MEMORY) ?? 'null') as Kept | null);
    return kept && Date.now() - kept.at < LIFE ? { ...NOTHING, ...kept } : NOTHING;
  }
}

/** Return a name nobody else gives. */
export function uniqueKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Storage may be forbidden or full; the chat goes on without. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
