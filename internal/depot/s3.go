package depot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// bucket is a depot in a bucket.
type bucket struct {
	settings
	client *minio.Core
	host   string // of the endpoint, for people
	name   string
}

// EndpointVariable names the store, where it is not Amazon's: http://HOST:PORT or https://HOST. AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL
// say the same. Keys are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; without any a bucket is read as anybody may
// read it. AWS_REGION or AWS_DEFAULT_REGION is its region.
const EndpointVariable = "MINUTEBOOK_S3_ENDPOINT"

// settings are what the environment says of the store.
type settings struct {
	endpoint *url.URL
	region   string
	keys     *credentials.Credentials
	hasKeys  bool
	stalled  time.Duration
}

func first(variables ...string) string {
	for _, v := range variables {
		if s := os.Getenv(v); s != "" {
			return s
		}
	}
	return ""
}

func ofEnvironment() (s settings, err error) {
	s.region = first("AWS_REGION", "AWS_DEFAULT_REGION")
	if s.region == "" {
		s.region = "us-east-1"
	}
	at := first(EndpointVariable, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
	if at == "" {
		at = "https://s3.amazonaws.com"
	}
	s.endpoint, err = url.Parse(at)
	if err != nil || s.endpoint.Host == "" || s.endpoint.Scheme != "http" && s.endpoint.Scheme != "https" || strings.Trim(s.endpoint.Path, "/") != "" {
		return s, fmt.Errorf("the endpoint %q is %w; write http://HOST:PORT or https://HOST into %s", at, ErrUsage, EndpointVariable)
	}
	id, secret := os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY")
	if (id == "") != (secret == "") {
		return s, fmt.Errorf("one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is not set: %w", ErrUsage)
	}
	s.hasKeys, s.stalled = id != "", stalled
	s.keys = credentials.NewStaticV4(id, secret, os.Getenv("AWS_SESSION_TOKEN"))
	return s, nil
}

// openS3 opens BUCKET/PREFIX.
func openS3(at string) (Depot, error) {
	name, prefix, _ := strings.Cut(at, "/")
	if name == "" || strings.ContainsAny(name, "?#@:") || slices.ContainsFunc(strings.Split(strings.Trim(prefix, "/"), "/"), dotted) {
		return nil, fmt.Errorf("%q is %w; write s3://BUCKET/PREFIX", scheme+at, ErrUsage)
	}
	s, err := ofEnvironment()
	if err != nil {
		return nil, err
	}
	b, err := s.bucket(name)
	if err != nil {
		return nil, fmt.Errorf("%q is %w: %w", scheme+at, ErrUsage, err)
	}
	return Below(b, prefix), nil
}

func dotted(part string) bool { return part == "." || part == ".." }

func (s settings) bucket(name string) (*bucket, error) {
	lookup := minio.BucketLookupAuto
	if !strings.HasSuffix(s.endpoint.Host, "amazonaws.com") {
		lookup = minio.BucketLookupPath
	}
	core, err := minio.NewCore(s.endpoint.Host, &minio.Options{
		Creds: s.keys, Secure: s.endpoint.Scheme == "https", Region: s.region, BucketLookup: lookup,
		Transport: transport(s.stalled), MaxRetries: 1, // Patient tries again
	})
	if err != nil {
		return nil, err
	}
	return &bucket{s, core, s.endpoint.Host, name}, nil
}

func transport(stalled time.Duration) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           restless(stalled),
		MaxIdleConnsPerHost:   32,
		IdleConnTimeout:       stalled / 2, // not just when it breaks
		TLSHandshakeTimeout:   dialing,
		ExpectContinueTimeout: dialing,
		DisableCompression:    true,
	}
}

func (b *bucket) Get(ctx context.Context, name string) (io.ReadCloser, Tag, error) {
	body, info, _, err := b.client.GetObject(ctx, b.name, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, "", b.error(err)
	}
	return body, Tag(strings.Trim(info.ETag, `"`)), nil
}

func (b *bucket) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o Put) (Tag, error) {
	opts := minio.PutObjectOptions{ContentType: o.Type, CacheControl: o.Cache, ContentEncoding: o.Encoding}
	if opts.ContentType == "" {
		opts.ContentType = "application/octet-stream"
	}
	if o.If != "" {
		opts.SetMatchETag(string(o.If))
	}
	if o.Absent {
		opts.SetMatchETagExcept("*")
	}
	info, err := b.send(ctx, name, body, size, opts)
	if err = b.error(err); errors.Is(err, ErrAbsent) { // what it is to replace is gone
		err = ErrChanged
	}
	return Tag(strings.Trim(info.ETag, `"`)), err
}

// inOne is the size up to which an object goes with one request.
const inOne = 16 << 20

// send sends what goes with one request as it is, signed with its hash. The client's own way, chunks that are signed each, is kept by some
// stores as an encoding of the object (aws-chunked), which no browser knows.
func (b *bucket) send(ctx context.Context, name string, body io.ReadSeeker, size int64, o minio.PutObjectOptions) (minio.UploadInfo, error) {
	if size > inOne {
		return b.client.Client.PutObject(ctx, b.name, name, body, size, o)
	}
	h := sha256.New()
	if _, err := io.Copy(h, body); err != nil {
		return minio.UploadInfo{}, err
	}
	if _, err := body.Seek(0, io.SeekStart); err != nil {
		return minio.UploadInfo{}, err
	}
	o.DisableContentSha256 = true // of chunks
	return b.client.PutObject(ctx, b.name, name, body, size, "", hex.EncodeToString(h.Sum(nil)), o)
}

func (b *bucket) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		for o := range b.client.ListObjectsIter(ctx, b.name, minio.ListObjectsOptions{Prefix: prefix, Recursive: !shallow}) {
			if !yield(o.Key, b.error(o.Err)) || o.Err != nil {
				return
			}
		}
	}
}

// atOnce is how many objects one request may remove.
const atOnce = 1000

func (b *bucket) Delete(ctx context.Context, names ...string) error {
	for some := range slices.Chunk(names, atOnce) {
		if err := b.delete(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

func (b *bucket) delete(ctx context.Context, names []string) error {
	if len(names) == 1 {
		err := b.error(b.client.RemoveObject(ctx, b.name, names[0], minio.RemoveObjectOptions{}))
		return wrongIf(!errors.Is(err, ErrAbsent), err)
	}
	objects := make(chan minio.ObjectInfo, len(names))
	for _, name := range names {
		objects <- minio.ObjectInfo{Key: name}
	}
	close(objects)
	var wrong error
	for e := range b.client.RemoveObjects(ctx, b.name, objects, minio.RemoveObjectsOptions{}) {
		if err := b.error(e.Err); wrong == nil && !errors.Is(err, ErrAbsent) {
			wrong = err
		}
	}
	if wrong == nil {
		wrong = ctx.Err()
	}
	return wrong
}

// Anonymous is the same bucket for who has no keys.
func (b *bucket) Anonymous() Depot {
	s := b.settings
	s.keys, s.hasKeys = credentials.NewStaticV4("", "", ""), false
	a, err := s.bucket(b.name)
	if err != nil {
		return nil
	}
	return a
}
