package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)

	// Neither a certificate nor an address is secret: they may stand in the manifests.
	ca := fluxinstancesync.FluxSecret_Tls(chart, jsii.String("git-ca"), &fluxinstancesync.TlsSecretProps{
		CaCertificate:          fluxinstancesync.SecretValue_FromFile(jsii.String("../ca.crt")),
		AllowPlainTextInOutput: jsii.Bool(true),
	})
	proxy := fluxinstancesync.FluxSecret_Proxy(chart, jsii.String("egress-proxy"), &fluxinstancesync.ProxySecretProps{
		Address:                jsii.String("http://proxy.internal.example.com:3128"),
		AllowPlainTextInOutput: jsii.Bool(true),
	})

	fluxinstancesync.NewFluxInstanceSync(chart, jsii.String("sync"), &fluxinstancesync.FluxInstanceSyncProps{
		Kind:       fluxinstancesync.SyncKind_GIT_REPOSITORY,
		Url:        jsii.String("https://git.internal.example.com/mirrors/my-fleet.git"),
		Path:       jsii.String("clusters/my-cluster"),
		PullSecret: ca.Name(),
		GitRepository: &fluxinstancesync.GitRepositoryOptions{
			Ref:         &fluxinstancesync.GitRef{Branch: jsii.String("main")},
			ProxySecret: proxy.Name(),
			// Of a large repository only what this cluster needs is checked out.
			SparseCheckout: jsii.Strings("clusters/my-cluster/", "infrastructure/"),
		},
	})

	app.Synth()
}
