// Command kustomize reads cases from standard input, a JSON list, builds each with kustomize's own API, and prints a JSON list of what becomes of
// each: its objects as a controller reads them, or the error.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// Case is what one kustomization builds: a file of resources, and patches over them.
type Case struct {
	Resources string        `json:"resources"`
	Patches   []types.Patch `json:"patches"`
}

// Answer holds the built objects, or why there are none.
type Answer struct {
	Objects []any  `json:"objects"`
	Error   string `json:"error,omitempty"`
}

func main() {
	var cases []Case
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		log.Fatal("kustomize: ", err)
	}
	answers := make([]Answer, len(cases))
	for i, each := range cases {
		objects, err := build(each)
		if err != nil {
			answers[i] = Answer{Error: err.Error()}
		} else {
			answers[i] = Answer{Objects: objects}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal("kustomize: ", err)
	}
}

func build(input Case) (objects []any, err error) {
	// kustomize panics at some input. That ends a controller's reconciliation as an error does.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	kustomization, err := json.Marshal(types.Kustomization{Resources: []string{"resources.yaml"}, Patches: input.Patches})
	if err != nil {
		return nil, err
	}
	files := filesys.MakeFsInMemory()
	for name, content := range map[string][]byte{"kustomization.yaml": kustomization, "resources.yaml": []byte(input.Resources)} {
		if err := files.WriteFile(name, content); err != nil {
			return nil, err
		}
	}
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, ".")
	if err != nil {
		return nil, err
	}
	objects = make([]any, 0, built.Size())
	for _, resource := range built.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			return nil, err
		}
		var object any
		if err := yaml.Unmarshal(text, &object); err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}
