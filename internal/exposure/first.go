package exposure

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
)

// hashed are passages in a file of the first format: by document and level the hashes of their words. The document itself is ".".
type hashed map[string]map[string]string

// buckets are the same as files of today have them, and the documents.
func (h hashed) buckets() (files map[string]bucket, documents map[string]string, err error) {
	files, documents = map[string]bucket{}, map[string]string{}
	for document, levels := range h {
		d, err := decodeFirst(document)
		if err != nil {
			return nil, nil, err
		}
		named := map[string]string{}
		for level, list := range levels {
			var hashes strings.Builder
			for _, one := range strings.Fields(list) {
				words := uint64(0)
				if one != "." {
					if words, err = decodeFirst(one); err != nil {
						return nil, nil, err
					}
				}
				hashes.WriteString(code(words))
			}
			named[level] = hashes.String()
		}
		data, err := json.Marshal(named)
		if err != nil {
			return nil, nil, err
		}
		name := fileOf(bucketOf(d))
		if files[name] == nil {
			files[name] = bucket{}
		}
		files[name][code(d)], documents[code(d)] = data, ""
	}
	return files, documents, nil
}

func decodeFirst(text string) (uint64, error) {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) != 8 {
		return 0, fmt.Errorf("%q is no hash", text)
	}
	return binary.BigEndian.Uint64(b), nil
}

// codeFirst is how the first format wrote a hash. Rows of tables are known by it still, and memories called.
func codeFirst(n uint64) string {
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(nil, n))
}
