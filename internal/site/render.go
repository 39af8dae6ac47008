package site

import "context"

func render(ctx context.Context, o Options) error { return ctx.Err() }
