package main

import (
	"context"
	"fmt"
	"net/url"

	"github.com/fluxcd/pkg/git"
	"github.com/fluxcd/pkg/runtime/secrets"
	"golang.org/x/crypto/ssh"
	corev1 "k8s.io/api/core/v1"
)

func readGitHubApp(ctx context.Context, secret *corev1.Secret) (map[string]string, error) {
	methods, err := secrets.AuthMethodsFromSecret(ctx, secret)
	if err != nil {
		return nil, err
	}
	read := map[string]string{}
	for key, value := range methods.GitHubAppData {
		read[key] = string(value)
	}
	return read, nil
}

// readGit makes what the Git client logs in with at this URL.
func readGit(target *url.URL, secret *corev1.Secret) (map[string]string, error) {
	options, err := git.NewAuthOptions(*target, secret.Data)
	if err != nil {
		return nil, err
	}
	if options.Transport == git.SSH {
		return readSSH(options)
	}
	return map[string]string{
		"username":    options.Username,
		"password":    options.Password,
		"bearerToken": options.BearerToken,
		"ca":          string(options.CAFile),
	}, nil
}

func readSSH(options *git.AuthOptions) (map[string]string, error) {
	signer, err := parseKey(options)
	if err != nil {
		return nil, fmt.Errorf("identity: %w", err)
	}
	_, hosts, hostKey, _, _, err := ssh.ParseKnownHosts(options.KnownHosts)
	if err != nil {
		return nil, fmt.Errorf("known_hosts: %w", err)
	}
	return map[string]string{
		"username": options.Username,
		"key":      signer.PublicKey().Type(),
		"host":     hosts[0],
		"hostKey":  hostKey.Type(),
	}, nil
}

func parseKey(options *git.AuthOptions) (ssh.Signer, error) {
	if options.Password != "" {
		return ssh.ParsePrivateKeyWithPassphrase(options.Identity, []byte(options.Password))
	}
	return ssh.ParsePrivateKey(options.Identity)
}
