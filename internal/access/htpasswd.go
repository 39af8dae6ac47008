package access

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The costs of bcrypt that are taken: what is cheaper is guessed too fast, what is dearer keeps the machine busy.
const (
	leastCost = 10
	mostCost  = 14
)

// hash is one bcrypt hash and what it costs, as a power of two.
type hash struct {
	text []byte
	cost int
}

// bcryptHash is $2y$ as htpasswd writes it, or one of its two other spellings; $2x$ is another, broken kind.
var bcryptHash = regexp.MustCompile(`^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$`)

// parseHtpasswd reads the users of a file: one user:hash a line; empty lines and those that begin with # are passed over. A
// file with any fault lets nobody in: the error has the file, line and column of the first, and never what stands there.
func parseHtpasswd(file, text string) (map[string]hash, error) {
	users := map[string]hash{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		user, h, column, wrong := parseUser(line)
		if _, twice := users[user]; wrong == "" && twice {
			column, wrong = 1, "this user stands here a second time; keep one of the two"
		}
		if wrong != "" {
			return nil, fmt.Errorf("%s:%d:%d: %w: %s", file, i+1, column, ErrFile, wrong)
		}
		users[user] = h
	}
	if len(users) == 0 {
		return nil, fmt.Errorf("%s: %w: it names no user; make one with htpasswd -B -C 12 %s NAME", file, ErrFile, file)
	}
	return users, nil
}

// parseUser reads one line; wrong says what to do where that cannot be, at a column counted in characters from 1.
func parseUser(line string) (user string, h hash, column int, wrong string) {
	user, text, ok := strings.Cut(line, ":")
	if !ok || user == "" {
		return "", h, 1, "a line is user:hash, as htpasswd -B writes it"
	}
	if !utf8.ValidString(user) || strings.ContainsFunc(user, unicode.IsControl) || len(user) > longestName {
		return "", h, 1, fmt.Sprintf("a user's name is text of at most %d bytes", longestName)
	}
	column = utf8.RuneCountInString(user) + 2
	m := bcryptHash.FindStringSubmatch(text)
	if m == nil {
		return user, h, column, kindOfHash(text) + " is not taken, only bcrypt is; set the password anew with htpasswd -B -C 12"
	}
	h = hash{[]byte(text), 0}
	h.cost, _ = strconv.Atoi(m[1])
	if h.cost < leastCost || h.cost > mostCost {
		return user, h, column, fmt.Sprintf("bcrypt of cost %d is not taken, only %d to %d; set the password anew with htpasswd -B -C 12", h.cost, leastCost, mostCost)
	}
	return user, h, 0, ""
}

func kindOfHash(text string) string {
	for _, k := range [][2]string{{"$apr1$", "MD5 (apr1)"}, {"$1$", "MD5"}, {"{SHA}", "SHA-1"}, {"{SSHA}", "salted SHA-1"}, {"$5$", "SHA-256"},
		{"$6$", "SHA-512"}, {"$y$", "yescrypt"}, {"$argon2", "Argon2"}, {"$2x$", "broken bcrypt ($2x$)"}, {"$2", "a damaged bcrypt hash"}} {
		if strings.HasPrefix(text, k[0]) {
			return k[1]
		}
	}
	return "a plain password or an unknown hash"
}
