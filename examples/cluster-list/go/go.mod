module example.com/cluster-list

go 1.25.0

require (
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync v0.1.0
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v2.70.47
)
