package depot

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/minio/minio-go/v7"
)

// error says in our words, and for people, what a store said or did not say. It repeats no text of the store.
func (b *bucket) error(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var said minio.ErrorResponse
	if !errors.As(err, &said) {
		return fmt.Errorf("%s: %w: %w", b.host, ErrUnavailable, Nameless(err))
	}
	switch said.Code {
	case minio.NoSuchKey, "NotFound":
		return ErrAbsent
	case minio.NoSuchBucket, minio.InvalidBucketName:
		return fmt.Errorf("%w: %s at %s; make it, or mind its spelling, and %s", ErrBucket, b.name, b.host, EndpointVariable)
	case minio.PreconditionFailed, "ConditionalRequestConflict":
		return ErrChanged
	case minio.InvalidAccessKeyID, "XAdminUserNotFound": // which some stores say with the status "not found"
		return b.keyError(said.Code)
	case "RequestTimeTooSkewed":
		return fmt.Errorf("%s: %w: its clock and the one of this machine differ too much", b.host, ErrKeys)
	case minio.NotImplemented:
		return fmt.Errorf("%s: %w, or cannot do what is asked", b.host, ErrConditions)
	}
	switch {
	case said.StatusCode == http.StatusPreconditionFailed:
		return ErrChanged
	case said.StatusCode == http.StatusUnauthorized || said.StatusCode == http.StatusForbidden:
		return b.keyError(said.Code)
	case said.StatusCode >= 500 || said.StatusCode == http.StatusTooManyRequests || said.StatusCode == http.StatusRequestTimeout || said.StatusCode == 0 || said.StatusCode == http.StatusOK:
		return fmt.Errorf("%s: %w (%s, status %d)", b.host, ErrUnavailable, said.Code, said.StatusCode)
	}
	return fmt.Errorf("%s refuses what is asked: %s, status %d", b.host, said.Code, said.StatusCode)
}

func (b *bucket) keyError(code string) error {
	if !b.hasKeys {
		return fmt.Errorf("%s: %w: there are none; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", b.host, ErrKeys)
	}
	return fmt.Errorf("%s: %w for bucket %s (%s); look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do", b.host, ErrKeys, b.name, code)
}
