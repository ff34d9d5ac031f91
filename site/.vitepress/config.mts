import { readFileSync } from 'node:fs';
import { renderMermaidSVG } from 'beautiful-mermaid';
import { defineConfig } from 'vitepress';

const { description, repository } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const sidebar = JSON.parse(readFileSync(new URL('../pages/sidebars.json', import.meta.url), 'utf8'));

export default defineConfig({
  title: 'cdk8s-flux-instance-sync',
  description,
  // A project's page at GitHub lies in a folder: SITE_BASE=/cdk8s-flux-instance-sync/
  base: process.env.SITE_BASE ?? '/',
  srcDir: 'pages',
  outDir: '../dist/site',
  // The output is the same for the same input.
  metaChunk: true,
  markdown: {
    config(md) {
      // Text of pages is text: Vue would evaluate what stands in double braces.
      const { text } = md.renderer.rules;
      md.renderer.rules.text = (...args) => text!(...args).replaceAll('{{', '&#123;&#123;');
      // Diagrams are drawn when the site is built; their colours are those of the theme.
      const { fence } = md.renderer.rules;
      md.renderer.rules.fence = (...args) => {
        const [tokens, index] = args;
        if (tokens[index].info.trim() !== 'mermaid') {
          return fence!(...args);
        }
        const svg = renderMermaidSVG(tokens[index].content, { transparent: true });
        return `<div class="diagram" v-pre>${svg.replace(/<style>[\s\S]*?<\/style>/, '').replace(/ style="[^"]*"/, '')}</div>`;
      };
    },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/getting-started' },
      { text: 'Errors', link: '/errors' },
      { text: 'API', link: '/api/' },
    ],
    sidebar,
    outline: { level: [2, 3] },
    socialLinks: [{ icon: 'github', link: repository.url.replace(/\.git$/, '') }],
    search: {
      provider: 'local',
      options: {
        // The same type in four languages says the same four times: only TypeScript's is searched in full, the others by their names.
        _render(source, env, md) {
          const language = /^api\/(\w+)\//.exec(env.relativePath)?.[1];
          const page = language === undefined || language === 'typescript' ? source : source.replace(/^(?!#).*$/gm, '');
          return md.render(language === undefined ? page : page.replace(/^# .*/, `$& (${language})`), env);
        },
        miniSearch: {
          searchOptions: {
            boostDocument: (id: string) => (id.includes('/api/') ? 0.7 : 1),
          },
        },
      },
    },
    footer: { message: 'Apache-2.0. Not affiliated with the Flux project or ControlPlane.' },
  },
});
