import { translateSnippets } from '../../projenrc/translate/translate-snippets';

const PROGRAM = `import { App, Chart, JsonPatch } from 'cdk8s';
import { FluxInstanceSync, Patches, SyncKind } from 'cdk8s-flux-instance-sync';

const chart = new Chart(new App(), 'my-cluster');
const patch = Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec', { substitute: { a: 'b' }, names: ['c'] }));
new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://github.com/my-org/my-fleet.git',
  ref: 'refs/heads/main',
  path: './',
  kustomization: { wait: true, components: ['a'], postBuild: { substitute: { a: 'b' } } },
  patches: [patch, Patches.strategicMerge({ 'kind': 'Kustomization' })],
});
`;

const GO = `import "github.com/aws/jsii-runtime-go"
import "github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
import "github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"

chart := cdk8s.NewChart(cdk8s.NewApp(nil), jsii.String("my-cluster"), nil)
patch := fluxinstancesync.Patches_Json6902(&fluxinstancesync.PatchTarget{
	Kind: jsii.String("Kustomization"),
}, cdk8s.JsonPatch_Add(jsii.String("/spec"), map[string]any{
	"substitute": map[string]any{
		"a": jsii.String("b"),
	},
	"names": []any{
		jsii.String("c"),
	},
}))
fluxinstancesync.NewFluxInstanceSync(chart, jsii.String("sync"), &fluxinstancesync.FluxInstanceSyncProps{
	Kind: fluxinstancesync.SyncKind_GIT_REPOSITORY,
	Url: jsii.String("https://github.com/my-org/my-fleet.git"),
	Ref: jsii.String("refs/heads/main"),
	Path: jsii.String("./"),
	Kustomization: &fluxinstancesync.KustomizationOptions{
		Wait: jsii.Bool(true),
		Components: &[]*string{
			jsii.String("a"),
		},
		PostBuild: &fluxinstancesync.PostBuild{
			Substitute: &map[string]*string{
				"a": jsii.String("b"),
			},
		},
	},
	Patches: &[]*fluxinstancesync.KustomizePatch{
		patch,
		fluxinstancesync.Patches_StrategicMerge(map[string]any{
			"kind": jsii.String("Kustomization"),
		}, nil),
	},
})`;

const JAVA_IMPORTS = `import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.JsonPatch;
import io.github.cdk8sfluxinstancesync.FluxInstanceSync;
import io.github.cdk8sfluxinstancesync.Patches;
import io.github.cdk8sfluxinstancesync.SyncKind;
import io.github.cdk8sfluxinstancesync.PatchTarget;
import io.github.cdk8sfluxinstancesync.KustomizationOptions;
import io.github.cdk8sfluxinstancesync.PostBuild;`;

const [{ go, java }] = translateSnippets([{ visibleSource: PROGRAM, location: { api: { api: 'file', fileName: 'program.ts' } } }]);

test('Go gets the packages of structs, pointers to typed lists and maps, and a value for each parameter', () => {
  expect(go).toBe(GO);
});

test('Java gets the imports of structs', () => {
  expect(java.split('\n\n')[0]).toBe(JAVA_IMPORTS);
});
