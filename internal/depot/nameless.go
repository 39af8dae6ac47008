package depot

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
)

// Nameless is what is at the bottom of an error of the machine or of the net, without the name of what it happened to: names of objects
// and of files may be what not everybody who reads an error may know. Other errors are as they are.
func Nameless(err error) error {
	var file *fs.PathError
	var two *os.LinkError
	var address *url.Error
	switch {
	case errors.As(err, &file):
		return file.Err
	case errors.As(err, &two):
		return two.Err
	case errors.As(err, &address):
		return address.Err
	}
	return err
}
