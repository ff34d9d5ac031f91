// Command go-proxy puts a module into a folder that the go command can use as a proxy.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if len(os.Args) != 5 {
		log.Fatal("usage: go-proxy <module path> <version> <folder> <proxy>")
	}
	version := module.Version{Path: os.Args[1], Version: os.Args[2]}
	if err := add(version, os.Args[3], os.Args[4]); err != nil {
		log.Fatal(err)
	}
}

func add(version module.Version, folder, proxy string) error {
	escaped, err := module.EscapePath(version.Path)
	if err != nil {
		return err
	}
	target := filepath.Join(proxy, escaped, "@v")
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return err
	}
	texts := map[string]string{
		"list":                    version.Version + "\n",
		version.Version + ".mod":  string(mod),
		version.Version + ".info": fmt.Sprintf(`{"Version":%q}`, version.Version),
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(target, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	archive, err := os.Create(filepath.Join(target, version.Version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(archive, version, folder); err != nil {
		return err
	}
	return archive.Close()
}
