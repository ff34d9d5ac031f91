import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, Patches, SyncKind } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';
import { listBlocks } from './list-blocks';

const GIT: FluxInstanceSyncProps = {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://github.com/my-org/my-fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
};

/** What the pages show, by the page, made anew. */
const MESSAGES: readonly { readonly page: string; readonly props: Partial<FluxInstanceSyncProps> }[] = [
  {
    page: 'README.md',
    props: {
      url: 'git@github.com:my-org/my-fleet.git',
      patches: [{ target: { kind: 'Kustomization' }, patch: '[{"op": "replace", "path": "/spec/prune", "value": "yes"}]' }],
    },
  },
  { page: 'docs/errors.md', props: { url: 'ssh://git@github.com/my-org/my-fleet.git', ref: 'main' } },
  { page: 'docs/patches.md', props: { patches: [Patches.json6902({ kind: 'Kustomizaton' })] } },
];

test.each(MESSAGES)('$page shows the message that there is', ({ page, props }) => {
  expect(listBlocks('').filter((block) => block.page === page).map(({ text }) => text)).toContain(`${messageOf(props)}\n`);
});

test.each([...new Set(MESSAGES.map(({ page }) => page))])('%s shows no other message', (page) => {
  const made = MESSAGES.filter((message) => message.page === page).map(({ props }) => `${messageOf(props)}\n`);
  const shown = listBlocks('').filter((block) => block.page === page && /^\S+: \d+ problems?$/m.test(block.text)).map(({ text }) => text);
  expect(shown).toEqual(made);
});

function messageOf(props: Partial<FluxInstanceSyncProps>): string {
  try {
    new FluxInstanceSync(new Chart(new App(), 'my-cluster'), 'sync', { ...GIT, ...props });
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
