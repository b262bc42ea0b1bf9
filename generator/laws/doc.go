// Package laws has tests alone: laws that hold for every handbook, tried on
// generated ones. Run them with
//
//	go test ./generator/laws
//
// and one tree with -run 'Laws/.*/seed_3'.
package laws
