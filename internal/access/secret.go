package access

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// shortestSecret is how many characters a secret has at least: nobody types it, so it may be long.
const shortestSecret = 32

// maxFile is how much of a file is read.
const maxFile = 1 << 20

// readSecret is the hash of the proxy's secret, of the file or of the environment; nil where there is none.
func (o Options) readSecret() (*[sha256.Size]byte, error) {
	secret, from := o.Secret, SecretVariable
	if o.SecretFile != "" {
		if secret != "" {
			return nil, fmt.Errorf("%w: the secret stands in --secret-file and in %s; give it once", ErrUsage, SecretVariable)
		}
		data, err := readFile(o.SecretFile)
		if err != nil {
			return nil, err
		}
		secret, from = strings.TrimRight(string(data), "\r\n"), o.SecretFile
	} else if secret == "" {
		return nil, nil
	}
	if len(secret) < shortestSecret || strings.ContainsAny(secret, " \t\r\n") || !httpguts.ValidHeaderFieldValue(secret) {
		return nil, fmt.Errorf("%s: %w: a secret is one line of %d characters or more without blanks; make one with openssl rand -hex 32", from, ErrFile, shortestSecret)
	}
	sum := sha256.Sum256([]byte(secret))
	return &sum, nil
}

// readFile reads a file of bounded size.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s: %w: it is longer than %d bytes", name, ErrFile, maxFile)
	}
	return data, nil
}
