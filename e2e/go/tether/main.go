// Command tether runs a command for as long as its own standard input stays open.
//
// The test runner holds the other end: however it ends, even by SIGKILL, nothing it started outlives it.
package main

import (
	"io"
	"log"
	"os"
	"os/exec"
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: tether <command> [argument]...")
	}
	command := exec.Command(os.Args[1], os.Args[2:]...)
	command.Stdout = os.Stdout
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		log.Fatal("tether: ", err)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		// What runs here keeps nothing that would need a graceful end.
		_ = command.Process.Kill()
	}()
	if err := command.Wait(); err != nil {
		log.Fatal("tether: ", err)
	}
}
