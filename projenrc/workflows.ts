import { github } from 'projen';

const { ActionRefs, GithubWorkflow } = github;
const { JobPermission } = github.workflows;

type Step = github.workflows.JobStep;
type Job = github.workflows.Job;

/** Actions that projen does not know, each at the commit of a release. They are raised here: no workflow does it. */
const CODEQL = '2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2'; // v4.38.2
const UPLOAD_PAGES = 'actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9'; // v5.0.0
const DEPLOY_PAGES = 'actions/deploy-pages@368f82528645a54fb793d4d04e342629a3f51346'; // v5.0.1

/** Publishes what jsii-pacmak makes. */
const PUBLIB_VERSION = '0.2.1061';

/** The lines of Node.js that are supported. */
const NODES = ['20', '22', '24'];
/** Everything that does not depend on Node.js is done with this one, whose npm logs in to the registry by itself. */
const NODE = '24';

const RUNNER = ['ubuntu-latest'];
const READ = { contents: JobPermission.READ };

/** The approval and the secrets of a release: an environment that the repository's settings protect. */
const ENVIRONMENT = 'release';

/**
 * Adds the workflows that projen has no component for, or one that does not fit: the version is set in `.projenrc.ts`, not by a workflow.
 * The site is for a server that has it at the path `base`.
 */
export function addWorkflows(host: github.GitHub, base: string): void {
  addBuild(host);
  addRelease(host);
  addCodeql(host);
  addSite(host, base);
}

/** The tasks of `.ci/run`, side by side. */
function addBuild(host: github.GitHub): void {
  const workflow = new GithubWorkflow(host, 'build', {
    limitConcurrency: true,
    concurrencyOptions: { group: '${{ github.workflow }}-${{ github.ref }}', cancelInProgress: true },
  });
  workflow.on({ push: { branches: ['main'] }, pullRequest: {}, workflowDispatch: {} });
  workflow.addJobs({
    test: {
      name: 'Test on Node ${{ matrix.node }}',
      strategy: { failFast: false, matrix: { domain: { node: NODES } } },
      ...common(60),
      steps: [
        ...checkout('${{ matrix.node }}'),
        ...['synth', 'test'].map((task) => ({ run: `npx projen ${task}` })),
        { name: 'Find files that projen writes differently', run: 'npx projen && git diff --exit-code' },
      ],
    },
    packages: {
      name: '${{ matrix.task }}',
      strategy: { failFast: false, matrix: { domain: { task: ['test:languages', 'test:users', 'test:nodes'] } } },
      ...common(90),
      steps: [...checkout(NODE), ...TOOLCHAINS, { run: 'npx projen ${{ matrix.task }}' }],
    },
  });
}

/** Publishes what a tag `v<version>` names, in the way of docs/releasing.md. */
function addRelease(host: github.GitHub): void {
  const workflow = new GithubWorkflow(host, 'release');
  workflow.on({ push: { tags: ['v*'] } });
  workflow.addJobs({
    build: {
      name: 'Build the packages',
      ...common(90),
      steps: [
        ...checkout(NODE),
        ...TOOLCHAINS,
        {
          name: 'Compare the tag with the version',
          run: 'test "$TAG" = "v$(node -p "require(\'./package.json\').version")"',
          env: { TAG: '${{ github.ref_name }}' },
        },
        ...['test', 'test:languages', 'package-all'].map((task) => ({ run: `npx projen ${task}` })),
        { name: 'Write the notes', run: 'npx projen release:notes > dist/notes.md' },
        { uses: ActionRefs.ACTIONS_UPLOAD_ARTIFACT, with: { 'name': 'dist', 'path': 'dist', 'if-no-files-found': 'error' } },
      ],
    },
    npm: publish('npm', { idToken: JobPermission.WRITE }, [
      { run: 'npm publish --provenance --access public dist/js/*.tgz' },
    ]),
    pypi: publish('PyPI', { idToken: JobPermission.WRITE }, [
      setUp('python'),
      { run: publib('pypi'), env: { PYPI_TRUSTED_PUBLISHER: 'true' } },
    ]),
    maven: publish('Maven Central', {}, [
      setUp('java'),
      {
        run: publib('maven'),
        env: {
          MAVEN_SERVER_ID: 'central-ossrh',
          MAVEN_USERNAME: secret('MAVEN_USERNAME'),
          MAVEN_PASSWORD: secret('MAVEN_PASSWORD'),
          MAVEN_GPG_PRIVATE_KEY: secret('MAVEN_GPG_PRIVATE_KEY'),
          MAVEN_GPG_PRIVATE_KEY_PASSPHRASE: secret('MAVEN_GPG_PRIVATE_KEY_PASSPHRASE'),
        },
      },
    ]),
    go: publish('the repository of the Go module', {}, [
      setUp('go'),
      {
        run: publib('golang'),
        env: {
          GIT_USER_NAME: 'github-actions',
          GIT_USER_EMAIL: 'github-actions@github.com',
          GITHUB_TOKEN: secret('GO_GITHUB_TOKEN'),
        },
      },
    ]),
    github: {
      ...publish('GitHub', { contents: JobPermission.WRITE }, [
        {
          // `--generate-notes` adds the titles of the pull requests to what the changelog says.
          run: 'gh release create "$TAG" --verify-tag --title "$TAG" --notes-file dist/notes.md --generate-notes dist/js/*',
          env: { GH_TOKEN: '${{ github.token }}', GH_REPO: '${{ github.repository }}', TAG: '${{ github.ref_name }}' },
        },
      ]),
      needs: ['npm', 'pypi', 'maven', 'go'],
    },
  });
}

function addCodeql(host: github.GitHub): void {
  const workflow = new GithubWorkflow(host, 'codeql');
  workflow.on({ push: { branches: ['main'] }, pullRequest: { branches: ['main'] }, schedule: [{ cron: '17 4 * * 1' }] });
  workflow.addJobs({
    analyze: {
      name: 'Analyze ${{ matrix.language }}',
      strategy: { failFast: false, matrix: { domain: { language: ['javascript-typescript', 'actions'] } } },
      ...common(30),
      permissions: { ...READ, actions: JobPermission.READ, securityEvents: JobPermission.WRITE },
      steps: [
        { uses: ActionRefs.ACTIONS_CHECKOUT, with: { 'persist-credentials': false } },
        { uses: `github/codeql-action/init@${CODEQL}`, with: { 'languages': '${{ matrix.language }}', 'build-mode': 'none' } },
        { uses: `github/codeql-action/analyze@${CODEQL}`, with: { category: '/language:${{ matrix.language }}' } },
      ],
    },
  });
}

/** Builds the documentation site and opens it in the runner's Chrome; what is on `main` is published at GitHub Pages. */
function addSite(host: github.GitHub, base: string): void {
  const published = 'github.event_name != \'pull_request\' && github.ref == \'refs/heads/main\'';
  const workflow = new GithubWorkflow(host, 'site', {
    limitConcurrency: true,
    concurrencyOptions: { group: '${{ github.workflow }}-${{ github.ref }}', cancelInProgress: false },
  });
  workflow.on({ push: { branches: ['main'] }, pullRequest: {}, workflowDispatch: {} });
  const deploy: Job & { readonly environment: object } = {
    name: 'Publish',
    needs: ['build'],
    if: published,
    ...common(15),
    permissions: { pages: JobPermission.WRITE, idToken: JobPermission.WRITE },
    environment: { name: 'github-pages', url: '${{ steps.deployment.outputs.page_url }}' },
    steps: [{ id: 'deployment', uses: DEPLOY_PAGES }],
  };
  workflow.addJobs({
    build: {
      name: 'Build and test',
      ...common(45),
      // A path, so that a runner without Chrome fails instead of skipping the test.
      env: { SITE_BASE: base, CHROMIUM: '/usr/bin/google-chrome' },
      steps: [
        ...checkout(NODE),
        ...['docs:site', 'docs:site:test'].map((task) => ({ run: `npx projen ${task}` })),
        { if: published, uses: UPLOAD_PAGES, with: { path: 'dist/site' } },
      ],
    },
    deploy,
  });
}

function common(timeoutMinutes: number): Pick<Job, 'runsOn' | 'permissions' | 'timeoutMinutes'> {
  return { runsOn: RUNNER, permissions: READ, timeoutMinutes };
}

function checkout(node: string): Step[] {
  return [
    { uses: ActionRefs.ACTIONS_CHECKOUT, with: { 'persist-credentials': false } },
    { uses: ActionRefs.ACTIONS_SETUP_NODE, with: { 'node-version': node, 'cache': 'npm' } },
    { run: 'npm ci' },
  ];
}

function setUp(language: 'python' | 'java' | 'go'): Step {
  switch (language) {
    case 'python':
      return { uses: ActionRefs.ACTIONS_SETUP_PYTHON, with: { 'python-version': '3.x' } };
    case 'java':
      return { uses: ActionRefs.ACTIONS_SETUP_JAVA, with: { 'distribution': 'temurin', 'java-version': '17' } };
    case 'go':
      return { uses: ActionRefs.ACTIONS_SETUP_GO, with: { 'go-version': 'stable', 'cache': false } };
  }
}

const TOOLCHAINS = [setUp('python'), setUp('java'), setUp('go')];

/** A job that publishes the packages of the job `build`, and runs no other code of the repository. */
function publish(registry: string, permissions: github.workflows.JobPermissions, steps: readonly Step[]): Job & { readonly environment: string } {
  return {
    name: `Publish to ${registry}`,
    needs: ['build'],
    ...common(30),
    permissions: { ...READ, ...permissions },
    environment: ENVIRONMENT,
    steps: [
      { uses: ActionRefs.ACTIONS_SETUP_NODE, with: { 'node-version': NODE } },
      { uses: ActionRefs.ACTIONS_DOWNLOAD_ARTIFACT, with: { name: 'dist', path: 'dist' } },
      ...steps,
    ],
  };
}

function publib(registry: string): string {
  return `npx --yes -p publib@${PUBLIB_VERSION} publib-${registry}`;
}

function secret(name: string): string {
  return `\${{ secrets.${name} }}`;
}
