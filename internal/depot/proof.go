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
var ErrPublic = errors.New("anybody can read what is kept there")

// Prove puts, tries and removes an object of the given name, which nobody else may use: the store must hold to conditions, and, where
// what is to be kept is not for everybody, an object must not be read without keys. What stands before the store, such as a cache
// that everybody can ask, is not known here.
func Prove(ctx context.Context, d Depot, name string, restricted bool) (err error) {
	one, other := []byte("probe 1\n"), []byte("probe 2\n")
	put := func(data []byte, o Put) (Tag, error) {
		return d.Put(ctx, name, bytes.NewReader(data), int64(len(data)), o)
	}
	if _, err := put(one, Put{}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Delete(context.WithoutCancel(ctx), name)) }()
	if restricted {
		if err := closed(ctx, d, name); err != nil {
			return err
		}
	}
	for _, o := range []Put{{Absent: true}, {If: "d41d8cd98f00b204e9800998ecf8427e"}} {
		if _, err := put(other, o); err == nil {
			return fmt.Errorf("%w: two who publish at the same time would lose each other's work; use another store", ErrConditions)
		} else if !errors.Is(err, ErrChanged) {
			return err
		}
	}
	return nil
}

// closed is an error where anybody can read an object.
func closed(ctx context.Context, d Depot, name string) error {
	a := anonymous(d)
	if a == nil {
		return nil
	}
	body, _, err := a.Get(ctx, name)
	if err != nil {
		return nil // as far as can be known
	}
	return errors.Join(ErrPublic, body.Close())
}
