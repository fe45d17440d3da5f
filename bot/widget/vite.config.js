// Two files come out of two builds: chat.js (the panel), then widget.js (the loader, which names chat.js by its hash).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { parse } from 'yaml';

const out = process.env.BOUSSOLE_WIDGET_OUT ?? 'dist';

const yaml = {
  name: 'yaml',
  transform(text, id) {
    return /\.ya?ml$/.test(id) ? { code: `export default ${JSON.stringify(parse(text))}`, map: null } : null;
  },
};

/** Take the indentation of our templates out: it is markup nobody sees. */
const templates = {
  name: 'templates',
  enforce: 'pre',
  transform(text, id) {
    return /src\/.*\.ts$/.test(id) ? { code: text.replace(/>\s*\n\s*</g, '><'), map: null } : null;
  },
};

const version = () => createHash('sha256').update(readFileSync(`${out}/chat.js`)).digest('hex').slice(0, 12);

const builds = {
  chat: { entry: 'src/chat/define.ts', format: 'es', file: 'chat.js' },
  loader: { entry: 'src/loader/define.ts', format: 'iife', file: 'widget.js' },
};

export default defineConfig(({ mode }) => {
  const build = builds[mode];
  return {
    plugins: [yaml, templates],
    define: { __VERSION__: JSON.stringify(mode === 'loader' ? version() : 'dev') },
    build: build && {
      outDir: out,
      emptyOutDir: mode === 'chat',
      target: 'es2022',
      cssTarget: 'esnext',
      modulePreload: false,
      ...(mode === 'loader' && { lib: { entry: build.entry, formats: ['iife'], name: 'boussole', fileName: () => build.file } }),
      rollupOptions: {
        input: build.entry,
        output: { format: build.format, entryFileNames: build.file, codeSplitting: false },
      },
    },
  };
});
