/** What the loader and the panel both know. */

export const MEMORY = 'boussole'; // one entry of sessionStorage, written only once the chat is open
export const LIFE = 30 * 60_000; // phones are shared
