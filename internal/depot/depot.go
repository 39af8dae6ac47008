// Package depot keeps named objects: in a folder, or in a bucket of any store that speaks S3. It knows nothing of minutes.
//
//	/srv/depot            a folder
//	s3://bucket/prefix    a bucket, and what the names in it begin with; keys and endpoint come from the environment (OpenS3)
//
// An object comes whole or not at all, and may be replaced on a condition: only if it is still what somebody read, or only if
// there is none. That is all that is needed to let several writers change one object without a server between them.
//
// An answer may be lost: an error other than ErrChanged and ErrAbsent does not say that nothing was done, and after one, or
// behind Patient, neither does ErrChanged. Who changes an object on a condition writes what nobody else would write, and looks.
package depot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// Depot keeps objects. Names are paths with slashes, without empty or dotted parts. It is for several goroutines and processes.
type Depot interface {
	// Get opens an object, and says which it is. ErrAbsent if there is none. What comes out is what the store says, true or not.
	Get(ctx context.Context, name string) (io.ReadCloser, Tag, error)
	// Put keeps size bytes of body, in place of what had that name. ErrChanged where the condition does not hold.
	Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o Put) (Tag, error)
	// List goes through the objects whose names begin with a prefix, which is empty or ends with a slash; in no order. A shallow
	// list has, of what lies deeper, the folders alone, with a slash at their ends.
	List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error]
	// Delete removes objects. It is no error that there is none.
	Delete(ctx context.Context, names ...string) error
}

// Tag tells one state of an object from all others that have other bytes.
type Tag string

// Put says how an object is kept. The zero Put replaces whatever is there.
type Put struct {
	If     Tag  // only if it is still this one; "" is no condition
	Absent bool // only if there is none

	Type, Cache, Encoding string // headers of HTTP for who reads it over the web: Content-Type, Cache-Control, Content-Encoding
}

var (
	ErrAbsent      = errors.New("there is no such object")
	ErrChanged     = errors.New("somebody else changed it")
	ErrUnavailable = errors.New("the store does not answer as it should")      // for now; it may, later
	ErrBucket      = errors.New("there is no such bucket")                     // or folder
	ErrKeys        = errors.New("the store does not take these keys")          // wrong, or not allowed to do that
	ErrConditions  = errors.New("the store does not hold to conditional puts") // so several writers would lose each other's work
	ErrUsage       = errors.New("not a place to keep objects")
)

const scheme = "s3://"

// Open opens the depot that a person named. Nothing is asked of it yet.
func Open(at string) (Depot, error) {
	if rest, ok := strings.CutPrefix(at, scheme); ok {
		return openS3(rest)
	}
	if strings.Contains(at, "://") {
		return nil, fmt.Errorf("%q is %w; write s3://BUCKET/PREFIX, or a folder", at, ErrUsage)
	}
	if at == "" {
		return nil, fmt.Errorf("an empty name is %w; write s3://BUCKET/PREFIX, or a folder", ErrUsage)
	}
	return OpenFolder(at), nil
}

// IsBucket says whether a person named a bucket, and not a folder.
func IsBucket(at string) bool { return strings.HasPrefix(at, scheme) }

// Split takes the last part off the name of a depot: the depot, and what is kept below that name in it.
func Split(at string) (parent, name string, err error) {
	if !IsBucket(at) {
		abs, err := filepath.Abs(at)
		return filepath.Dir(abs), filepath.Base(abs), err
	}
	trimmed := strings.TrimRight(at, "/")
	i := strings.LastIndexByte(trimmed, '/')
	if i < len(scheme) {
		return "", "", fmt.Errorf("%q is %w; write s3://BUCKET/PREFIX/NAME", at, ErrUsage)
	}
	return trimmed[:i], trimmed[i+1:], nil
}

// Read gets all of an object that has at most so many bytes; one with more is an error.
func Read(ctx context.Context, d Depot, name string, most int64) ([]byte, Tag, error) {
	body, tag, err := d.Get(ctx, name)
	if err != nil {
		return nil, "", err
	}
	defer body.Close()
	data, err := io.ReadAll(io.LimitReader(body, most+1))
	if err != nil {
		return nil, "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if int64(len(data)) > most {
		return nil, "", fmt.Errorf("an object has more than %d bytes", most)
	}
	return data, tag, nil
}
