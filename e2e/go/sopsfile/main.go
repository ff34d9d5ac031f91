// Command sopsfile makes an age key, encrypts the YAML of its standard input for it as `sops encrypt` does,
// and prints both as JSON: {"key": "AGE-SECRET-KEY-…", "encrypted": "…"}.
package main

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"

	"filippo.io/age"
	"github.com/getsops/sops/v3"
	"github.com/getsops/sops/v3/aes"
	sopsage "github.com/getsops/sops/v3/age"
	"github.com/getsops/sops/v3/cmd/sops/common"
	"github.com/getsops/sops/v3/config"
	"github.com/getsops/sops/v3/keyservice"
	"github.com/getsops/sops/v3/stores/yaml"
	"github.com/getsops/sops/v3/version"
)

func main() {
	plain, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal("sopsfile: ", err)
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		log.Fatal("sopsfile: ", err)
	}
	encrypted, err := encrypt(plain, identity.Recipient().String())
	if err != nil {
		log.Fatal("sopsfile: ", err)
	}
	result := map[string]string{"key": identity.String(), "encrypted": string(encrypted)}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		log.Fatal("sopsfile: ", err)
	}
}

// encrypt leaves everything but data and stringData readable, as Flux's guide to SOPS tells its users to.
func encrypt(plain []byte, recipient string) ([]byte, error) {
	store := yaml.NewStore(&config.YAMLStoreConfig{})
	branches, err := store.LoadPlainFile(plain)
	if err != nil {
		return nil, err
	}
	masterKey, err := sopsage.MasterKeyFromRecipient(recipient)
	if err != nil {
		return nil, err
	}
	tree := sops.Tree{
		Branches: branches,
		Metadata: sops.Metadata{
			KeyGroups:      []sops.KeyGroup{{masterKey}},
			EncryptedRegex: "^(data|stringData)$",
			Version:        version.Version,
		},
	}
	dataKey, errs := tree.GenerateDataKeyWithKeyServices([]keyservice.KeyServiceClient{keyservice.NewLocalClient()})
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	err = common.EncryptTree(common.EncryptTreeOpts{DataKey: dataKey, Tree: &tree, Cipher: aes.NewCipher()})
	if err != nil {
		return nil, err
	}
	return store.EmitEncryptedFile(tree)
}
