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

export type Card = { kind: string } & Record<string, unknown>;

export interface Reply {
  text?: string;
  lang?: string;
  sources?: Source[];
  card?: Card | null;
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
