package main

import (
	"context"
	"strconv"

	"github.com/fluxcd/pkg/runtime/secrets"
	corev1 "k8s.io/api/core/v1"
)

func readProxy(ctx context.Context, secret *corev1.Secret) (map[string]string, error) {
	proxy, err := secrets.ProxyURLFromSecret(ctx, secret)
	if err != nil {
		return nil, err
	}
	return map[string]string{"url": proxy.String()}, nil
}

func readTLS(ctx context.Context, secret *corev1.Secret) (map[string]string, error) {
	config, err := secrets.TLSConfigFromSecret(ctx, secret)
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"certificates": strconv.Itoa(len(config.Certificates)),
		"ownCA":        strconv.FormatBool(config.RootCAs != nil),
	}, nil
}
