package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
)

type access struct {
	certDir           string
	tokenFile         string
	serviceAccountKey string
}

const kubeconfig = `apiVersion: v1
kind: Config
current-context: e2e
contexts: [{name: e2e, context: {cluster: e2e, user: e2e}}]
clusters: [{name: e2e, cluster: {server: "https://127.0.0.1:%s", certificate-authority: apiserver-certs/apiserver.crt}}]
users: [{name: e2e, user: {token: %s}}]
`

// writeAccess makes the keys of one run and writes the files that the API server and its clients read.
func writeAccess(dir, port string) (*access, error) {
	secret := make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	token := hex.EncodeToString(secret)

	key, err := serviceAccountKey()
	if err != nil {
		return nil, err
	}
	made := &access{
		certDir:           filepath.Join(dir, "apiserver-certs"),
		tokenFile:         filepath.Join(dir, "tokens.csv"),
		serviceAccountKey: filepath.Join(dir, "service-account.key"),
	}
	files := []struct {
		path    string
		content []byte
	}{
		{made.tokenFile, []byte(token + ",e2e,e2e,system:masters\n")},
		{made.serviceAccountKey, key},
		// Last: a reader that finds it finds everything.
		{filepath.Join(dir, "kubeconfig"), fmt.Appendf(nil, kubeconfig, port, token)},
	}
	for _, file := range files {
		if err := os.WriteFile(file.path, file.content, 0o600); err != nil {
			return nil, err
		}
	}
	return made, nil
}

func serviceAccountKey() ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), nil
}
