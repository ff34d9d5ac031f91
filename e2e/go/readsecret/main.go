// Command readsecret reads a Secret as Flux's controllers do, with their own libraries, and prints as JSON what they would log in with.
//
//	readsecret <url> < secret.json
//
// The scheme of the URL says who reads it: https and ssh the Git client, github the same for a source with `provider: github`,
// oci the registry client, proxy and tls the makers of connections.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/url"
	"os"

	corev1 "k8s.io/api/core/v1"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: readsecret <url> < secret.json")
	}
	read, err := readSecret(os.Args[1], os.Stdin)
	if err != nil {
		log.Fatal("readsecret: ", err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(read); err != nil {
		log.Fatal("readsecret: ", err)
	}
}

func readSecret(address string, input io.Reader) (map[string]string, error) {
	target, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	secret := &corev1.Secret{}
	if err := json.NewDecoder(input).Decode(secret); err != nil {
		return nil, err
	}
	ctx := context.Background()
	switch target.Scheme {
	case "https", "ssh":
		return readGit(target, secret)
	case "github":
		return readGitHubApp(ctx, secret)
	case "oci":
		return readRegistry(ctx, target, secret)
	case "proxy":
		return readProxy(ctx, secret)
	case "tls":
		return readTLS(ctx, secret)
	default:
		return nil, fmt.Errorf("nobody reads a Secret for %s", target.Scheme)
	}
}
