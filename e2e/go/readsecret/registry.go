package main

import (
	"context"
	"net/url"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/authn/kubernetes"
	"github.com/google/go-containerregistry/pkg/name"
	corev1 "k8s.io/api/core/v1"
)

// readRegistry makes what the registry client logs in with. It is anonymous where the Secret says nothing about the registry.
func readRegistry(ctx context.Context, target *url.URL, secret *corev1.Secret) (map[string]string, error) {
	keychain, err := kubernetes.NewFromPullSecrets(ctx, []corev1.Secret{*secret})
	if err != nil {
		return nil, err
	}
	repository, err := name.NewRepository(target.Host + target.Path)
	if err != nil {
		return nil, err
	}
	authenticator, err := authn.Resolve(ctx, keychain, repository)
	if err != nil {
		return nil, err
	}
	login, err := authn.Authorization(ctx, authenticator)
	if err != nil {
		return nil, err
	}
	return map[string]string{"username": login.Username, "password": login.Password}, nil
}
