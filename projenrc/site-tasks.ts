import type { cdk8s, Task } from 'projen';

/** The tasks of the documentation site. It has its own package.json, so that the package's dependencies stay few. */
export function addSiteTasks(project: cdk8s.ConstructLibraryCdk8s, typescript: string, translate: Task): void {
  project.addTask('docs:site', {
    description: 'Builds the documentation site into dist/site, with the API in each language, and checks its links; SITE_BASE is the path that it will have',
    steps: [{ spawn: project.compileTask.name }, { spawn: translate.name }, { exec: `${typescript} projenrc/build-site.ts` }],
  });
  project.addTask('docs:site:test', {
    description: 'Opens the built site in Chromium: anchors, search, width on a phone; --screenshots FOLDER keeps what it saw',
    exec: `${typescript} test/site/run.ts`,
    receiveArgs: true,
  });
  project.gitignore.exclude('/site/pages/', '/site/.vitepress/cache/');
  project.npmignore?.exclude('/site/');
}
