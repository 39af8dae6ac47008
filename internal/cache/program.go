package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"time"
)

// programFile is where the cache of an archive remembers the hash of the program: the state of its file, the hash, and the hash of both.
const programFile = "program"

// settles is how long after a change a file system may still give another the same time.
const settles = int64(2 * time.Second)

// ProgramIn is Program, which the cache of the archive in dir remembers as long as nobody touches the program's file: it has a hundred
// megabytes. What cannot be remembered is worked out.
func ProgramIn(dir string) (sum [sha256.Size]byte, err error) {
	state, known := ownState()
	at := filepath.Join(Folder(dir), programFile)
	if known {
		if sum, ok := remembered(at, state); ok {
			return sum, nil
		}
	}
	if sum, err = Program(); err == nil && known {
		remember(at, state, sum)
	}
	return sum, err
}

// ownState tells whether the program's file was touched; false where that cannot be told, or while another change may go unseen.
func ownState() ([]byte, bool) {
	at, err := os.Executable()
	if err != nil {
		return nil, false
	}
	info, err := os.Stat(at)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	device, number, changed, ok := stat(info)
	if modified := info.ModTime().UnixNano(); !ok || max(modified, changed)+settles > time.Now().UnixNano() {
		return nil, false
	}
	state := []byte(at)
	for _, n := range []int64{device, number, info.Size(), info.ModTime().UnixNano(), changed} {
		state = binary.LittleEndian.AppendUint64(state, uint64(n))
	}
	return state, true
}

func remembered(at string, state []byte) (sum [sha256.Size]byte, ok bool) {
	data, err := os.ReadFile(at)
	if err != nil || len(data) != len(state)+2*sha256.Size || !bytes.HasPrefix(data, state) {
		return sum, false
	}
	said := data[:len(state)+sha256.Size]
	if whole := sha256.Sum256(said); !bytes.Equal(data[len(said):], whole[:]) {
		return sum, false
	}
	return [sha256.Size]byte(said[len(state):]), true
}

// remember keeps the hash where there is a cache, or does not.
func remember(at string, state []byte, sum [sha256.Size]byte) {
	f, err := os.CreateTemp(filepath.Dir(at), ".new-*") // of mode 0600
	if err != nil {
		return
	}
	said := append(bytes.Clone(state), sum[:]...)
	whole := sha256.Sum256(said)
	_, err = f.Write(append(said, whole[:]...))
	if closed := f.Close(); err == nil && closed == nil && os.Rename(f.Name(), at) == nil {
		return
	}
	_ = os.Remove(f.Name())
}
