/// <reference types="vite/client" />

declare const __VERSION__: string;

declare module '*.yml' {
  const texts: Record<string, string>;
  export default texts;
}
