package site

import "testing"

func TestSmoke(t *testing.T) {
	o := bees(t, "")
	o.Out = "/tmp/b/out"
	mustRender(t, o)
}
