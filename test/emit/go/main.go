// Command emit reads a JSON list of YAML documents from standard input and prints, as a JSON list, what kubectl's reader and kustomize's
// reader make of each.
package main

import (
	"encoding/json"
	"log"
	"os"

	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"
)

// Answer holds each reader's JSON, or its error.
type Answer struct {
	Kubectl   any    `json:"kubectl,omitempty"`
	Kustomize any    `json:"kustomize,omitempty"`
	Error     string `json:"error,omitempty"`
}

func main() {
	var documents []string
	if err := json.NewDecoder(os.Stdin).Decode(&documents); err != nil {
		log.Fatal(err)
	}
	answers := make([]Answer, len(documents))
	for i, document := range documents {
		answers[i] = read(document)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}

func read(document string) (answer Answer) {
	if err := yaml.Unmarshal([]byte(document), &answer.Kubectl); err != nil {
		return Answer{Error: "kubectl: " + err.Error()}
	}
	node, err := kyaml.Parse(document)
	if err != nil {
		return Answer{Error: "kustomize: " + err.Error()}
	}
	text, err := node.MarshalJSON()
	if err != nil {
		return Answer{Error: "kustomize: " + err.Error()}
	}
	if err := json.Unmarshal(text, &answer.Kustomize); err != nil {
		return Answer{Error: "kustomize: " + err.Error()}
	}
	return answer
}
