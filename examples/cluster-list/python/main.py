from cdk8s_flux_instance_sync import FluxFleet

# Who adds a cluster edits the list, not this program.
fleet = FluxFleet()
fleet.add_clusters_from_file("../clusters.yaml")
fleet.synth()
