/** What the server says: the shapes of /api/chat. */

export interface Source {
  title: string;
  url?: string | null;
  published?: string | null;
  verified?: string | null;
}

export interface Button {
  title: string;
  payload: string;
}

/** A card in words: what to call, what to read. */
export interface Card {
  kind: string;
  title: string;
  rows: { label: string; text: string; href?: string | null; map?: string | null }[];
  call?: { text: string; href: string; other: string } | null;
  checked: string;
  source?: string | null;
  text: string; // of the reply, without what the card says
}

export interface Reply {
  text?: string;
  lang?: string;
  sources?: Source[];
  card?: { shown: Card } | null;
  buttons?: Button[];
}

export interface Turn {
  status: string;
  replies: Reply[];
  turn?: string;
}

export interface Answer extends Turn {
  session: string;
}

export interface Past {
  role: 'person' | 'assistant';
  text?: string | null;
  turn?: Turn | null;
}

export const MOST_CHARACTERS = 2000;
