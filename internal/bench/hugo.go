package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	builtin "minutebook"
	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// hugo is what Hugo's own program takes for the pages of an archive's fullest site. It is built here, from the module that the
// product is linked with.
func (r *run) hugo(archive string) (spent, int, error) {
	binary := filepath.Join(r.dir, "hugo")
	build := exec.Command("go", "build", "-mod=mod", "-o", binary, "github.com/gohugoio/hugo")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return spent{}, 0, fmt.Errorf("build Hugo: %w", err)
	}
	project := filepath.Join(r.dir, "project")
	defer removeAll(project)
	if err := removeAll(project); err != nil {
		return spent{}, 0, err
	}
	if err := os.MkdirAll(filepath.Join(project, "static"), 0o755); err != nil {
		return spent{}, 0, err
	}
	pages, err := writeProject(archive, filepath.Join(project, "source"), filepath.Join(project, "static"))
	if err != nil {
		return spent{}, 0, fmt.Errorf("write the pages for Hugo: %w", err)
	}
	least, rendered := spent{}, 0
	for i := range 2 {
		out := filepath.Join(project, fmt.Sprint("out-", i))
		took, err := process(binary, "build", "--quiet", "--source", filepath.Join(project, "source"), "--destination", out)
		if err != nil {
			return spent{}, 0, err
		}
		log.Printf("Hugo: %s s, %s s of CPU, %s MB", seconds(took.clock), seconds(took.cpu), megabytes(took.peak))
		made, err := treeOf(out)
		if err != nil {
			return spent{}, 0, err
		}
		least, rendered = least.least(took), len(made)
		if err := removeAll(out); err != nil {
			return spent{}, 0, err
		}
	}
	if rendered < pages*9/10 {
		return spent{}, 0, fmt.Errorf("Hugo made %d files of %d pages", rendered, pages)
	}
	return least, rendered, nil
}

// writeProject writes what Hugo gets. Feeds and tables are none of its pages; links to them are missing.
func writeProject(dir, to, static string) (int, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	sources, err := a.Read(context.Background(), nil)
	if err != nil {
		return 0, err
	}
	s, ok := a.Rules.Policy.Site(fullest)
	if !ok {
		return 0, errors.New("there is no site " + fullest)
	}
	e := edition.Of(s, sources.Documents, a.Rules, a.Files())
	return site.Project(context.Background(), site.Options{
		Record:  record.Link(e),
		Edition: e,
		Policy:  a.Rules.Policy,
		Rules:   a.Rules,
		Look:    site.Look{Title: a.Title, Description: a.Description, Language: a.Language, Kinds: a.Kinds(), Words: a.Words},
		Layouts: a.Layouts(builtin.Layouts()),
		Static:  a.Static(builtin.Static()),
		Content: a.Files(),
		Out:     generation.New(static, nil).Below("."),
	}, to)
}
