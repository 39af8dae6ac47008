package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// anonymous is what who has no keys can read of a depot; nil where that cannot be known.
func anonymous(d Depot) Depot {
	if a, ok := d.(interface{ Anonymous() Depot }); ok {
		return a.Anonymous()
	}
	return nil
}

// ErrPublic is the cause when anybody may read what is kept.
var ErrPublic = errors.New("anybody can read what is kept there, or its names; close it, or choose another place")

// Prove puts, tries and removes an object of a name that nobody else uses: the store must hold to conditions.
func Prove(ctx context.Context, d Depot, name string) error {
	return withProbe(ctx, d, name, func() error {
		for _, o := range []Put{{Absent: true}, {If: "d41d8cd98f00b204e9800998ecf8427e"}} {
			if err := putProbe(ctx, d, name, o); err == nil {
				return fmt.Errorf("%w: two who publish at the same time would lose each other's work; use another store", ErrConditions)
			} else if !errors.Is(err, ErrChanged) {
				return err
			}
		}
		return nil
	})
}

// Closed puts, tries and removes an object of a name that nobody else uses: without keys it must not be read, nor be found in a list. What
// stands before the store, such as a cache that everybody can ask, is not known here, and of a folder nothing is.
func Closed(ctx context.Context, d Depot, name string) error {
	a := anonymous(d)
	if a == nil {
		return nil
	}
	return withProbe(ctx, d, name, func() error {
		body, _, err := a.Get(ctx, name)
		if err == nil {
			return errors.Join(ErrPublic, body.Close())
		}
		if errors.Is(err, ErrUnavailable) {
			return fmt.Errorf("whether anybody can read there is not known: %w", err)
		}
		for _, err := range a.List(ctx, "", true) {
			if err == nil {
				return ErrPublic // names tell
			}
			break
		}
		return nil // as far as can be known
	})
}

func withProbe(ctx context.Context, d Depot, name string, look func() error) (err error) {
	if err := putProbe(ctx, d, name, Put{}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Delete(context.WithoutCancel(ctx), name)) }()
	return look()
}

func putProbe(ctx context.Context, d Depot, name string, o Put) error {
	_, err := d.Put(ctx, name, bytes.NewReader([]byte("probe\n")), 6, o)
	return err
}
