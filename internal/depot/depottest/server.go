// Package depottest is for tests of what is kept in a depot: a real server that speaks S3 (versitygw), a depot in memory, and one
// whose store fails, lies and loses answers as often as a test asks for.
package depottest

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/signer"

	"minutebook/internal/depot"
)

// Keys of the server.
const (
	Key    = "tests"
	Secret = "of-minutebook"
)

// program finds versitygw: VERSITYGW, bin/tools of the project, or the path.
func program() (string, bool) {
	_, here, _, _ := runtime.Caller(0)
	for _, at := range []string{os.Getenv("VERSITYGW"), filepath.Join(here, "../../../../bin/tools/versitygw")} {
		if info, err := os.Stat(at); err == nil && info.Mode()&0o111 != 0 {
			return at, true
		}
	}
	at, err := exec.LookPath("versitygw")
	return at, err == nil
}

// Server starts a store, points the environment of the test to it, and gives the name of a new bucket. The test is skipped where there is
// no versitygw, unless MINUTEBOOK_S3=required.
func Server(t testing.TB) (bucket string) {
	t.Helper()
	s := Start(t)
	s.Use(t)
	return s.Bucket(t, "archive")
}

// Use points the environment of the test to the store.
func (s *Store) Use(t testing.TB) {
	t.Helper()
	t.Setenv(depot.EndpointVariable, "http://"+s.Addr)
	t.Setenv("AWS_ACCESS_KEY_ID", Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", Secret)
	t.Setenv("AWS_REGION", "us-east-1")
}

// Store is a running versitygw.
type Store struct {
	Addr   string // HOST:PORT
	Client *minio.Client
	args   []string // of the program
	home   string
	cmd    *exec.Cmd
}

// Start starts a store, without a word to the environment.
func Start(t testing.TB) *Store {
	t.Helper()
	at, ok := program()
	if !ok {
		if os.Getenv("MINUTEBOOK_S3") == "required" {
			t.Fatal("there is no versitygw; make tools-s3")
		}
		t.Skip("there is no versitygw; make tools-s3")
	}
	dir := t.TempDir()
	s := &Store{Addr: free(t), home: dir}
	s.args = []string{at, "--quiet", "--access", Key, "--secret", Secret, "--port", s.Addr, "posix"}
	if os.Getenv("MINUTEBOOK_S3_SIDECAR") != "" || !xattrs(dir) {
		s.args = append(s.args, "--sidecar", t.TempDir())
	}
	s.args = append(s.args, dir)
	t.Cleanup(s.Stop)
	var err error
	s.Client, err = minio.New(s.Addr, &minio.Options{Creds: credentials.NewStaticV4(Key, Secret, ""), Region: "us-east-1", MaxRetries: 1})
	if err != nil {
		t.Fatal(err)
	}
	s.Again(t)
	return s
}

// Stop kills the store.
func (s *Store) Stop() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}

// Again starts a store that was stopped, with what it had, where it was.
func (s *Store) Again(t testing.TB) {
	t.Helper()
	cmd := exec.Command(s.args[0], s.args[1:]...)
	cmd.Env = []string{"HOME=" + s.home, "PATH=" + os.Getenv("PATH")}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.cmd = cmd
	s.wait(t)
}

func (s *Store) wait(t testing.TB) {
	t.Helper()
	for range 200 {
		if r, err := http.Get("http://" + s.Addr + "/"); err == nil {
			r.Body.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("versitygw does not answer")
}

// Bucket makes a bucket.
func (s *Store) Bucket(t testing.TB, name string) string {
	t.Helper()
	if err := s.Client.MakeBucket(context.Background(), name, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return name
}

// Open lets anybody read what is in a bucket.
func (s *Store) Open(t testing.TB, bucket string) {
	t.Helper()
	s.Policy(t, bucket, "s3:GetObject", "arn:aws:s3:::"+bucket+"/*")
}

// Policy lets anybody do something.
func (s *Store) Policy(t testing.TB, bucket, action, resource string) {
	t.Helper()
	policy := fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":[%q],"Resource":[%q]}]}`, action, resource)
	if err := s.Client.SetBucketPolicy(context.Background(), bucket, policy); err != nil {
		t.Fatal(err)
	}
}

// Readable makes a bucket that anybody can read by its list of rights (ACL), public-read.
func (s *Store) Readable(t testing.TB, name string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPut, "http://"+s.Addr+"/"+name, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Amz-Acl", "public-read")
	r.Header.Set("X-Amz-Object-Ownership", "BucketOwnerPreferred")
	r.Header.Set("X-Amz-Content-Sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
	answer, err := http.DefaultClient.Do(signer.SignV4(*r, Key, Secret, "", "us-east-1"))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		t.Fatalf("%s: %s", answer.Status, text)
	}
}

func free(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
