package main

import (
	"errors"
	"net"
	"net/url"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
)

// startEtcd starts an etcd that lives as long as this process, and returns its address. Nothing is synced to disk.
func startEtcd(dir string) (string, error) {
	clients, err := loopbackURL()
	if err != nil {
		return "", err
	}
	peers, err := loopbackURL()
	if err != nil {
		return "", err
	}
	config := embed.NewConfig()
	config.Dir = dir
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	config.ListenClientUrls = clients
	config.AdvertiseClientUrls = clients
	config.ListenPeerUrls = peers
	config.AdvertisePeerUrls = peers
	config.InitialCluster = config.InitialClusterFromName(config.Name)

	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return "", err
	}
	select {
	case <-etcd.Server.ReadyNotify():
		return clients[0].String(), nil
	case err := <-etcd.Err():
		return "", err
	case <-time.After(30 * time.Second):
		return "", errors.New("etcd was not ready within 30 s")
	}
}

func loopbackURL() ([]url.URL, error) {
	port, err := freePort()
	return []url.URL{{Scheme: "http", Host: "127.0.0.1:" + port}}, err
}

// freePort asks the kernel for a port nobody has.
func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}
