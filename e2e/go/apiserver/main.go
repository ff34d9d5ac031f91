// Command apiserver runs etcd and kube-apiserver in one process, on loopback only, with everything it writes in one folder.
//
// The folder holds kubeconfig (a system:masters user) as soon as the ports are chosen; /readyz says when it can be used.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() {
	dir := flag.String("dir", "", "folder for the data, the keys and the kubeconfig")
	flag.Parse()
	if *dir == "" {
		log.Fatal("apiserver: --dir is required")
	}
	if err := run(*dir); err != nil {
		log.Fatal("apiserver: ", err)
	}
}

func run(dir string) error {
	etcd, err := startEtcd(filepath.Join(dir, "etcd"))
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	access, err := writeAccess(dir, port)
	if err != nil {
		return err
	}

	command := app.NewAPIServerCommand()
	command.SetArgs([]string{
		"--etcd-servers=" + etcd,
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--secure-port=" + port,
		"--cert-dir=" + access.certDir,
		"--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.0.0.0/24",
		"--authorization-mode=RBAC",
		"--anonymous-auth=false",
		"--token-auth-file=" + access.tokenFile,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + access.serviceAccountKey,
		"--service-account-signing-key-file=" + access.serviceAccountKey,
		// No controller manager makes the default service account this plugin waits for.
		"--disable-admission-plugins=ServiceAccount",
		// The sample of refused objects comes as fast as the server answers.
		"--enable-priority-and-fairness=false",
	})
	command.SetOut(os.Stderr)
	return command.Execute()
}
