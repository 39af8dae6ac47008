package index

import (
	api "github.com/blevesearch/bleve_index_api"
)

// Terms calls f for every term of every field's dictionary, the documents' keys ("_id") among them, by
// field and term, for those who must know all that an index could give away. It stops at f's first error.
func (x *Index) Terms(f func(field, term string) error) error {
	if x.reader == nil {
		return nil
	}
	fields, err := x.reader.Fields()
	if err != nil {
		return err
	}
	for _, field := range distinct(fields) {
		if err := eachTerm(x.reader, field, func(term string) error { return f(field, term) }); err != nil {
			return err
		}
	}
	return nil
}

// Stored calls f for every stored value of every document, the documents in no order; id is the
// document's key. It stops at f's first error.
func (x *Index) Stored(f func(id, field, value string) error) error {
	if x.reader == nil {
		return nil
	}
	return eachTerm(x.reader, "_id", func(key string) error {
		doc, err := x.reader.Document(key)
		if err != nil {
			return err
		}
		doc.VisitFields(func(field api.Field) {
			if err == nil {
				err = f(key, field.Name(), string(field.Value()))
			}
		})
		return err
	})
}

// load reads the stored fields of a row.
func (x *Index) load(row uint32) (Document, error) {
	var d Document
	id, err := x.reader.ExternalID(api.NewIndexInternalID(nil, uint64(row)))
	if err != nil {
		return d, err
	}
	doc, err := x.reader.Document(id)
	if err != nil || doc == nil {
		return d, err
	}
	doc.VisitFields(func(field api.Field) { d.set(field.Name(), string(field.Value())) })
	return d, nil
}

func (d *Document) set(field, value string) {
	switch field {
	case storedID:
		d.ID = value
	case storedHeading:
		d.Title = value
	case storedURL:
		d.URL = value
	case storedMeeting:
		d.Meeting = value
	case storedText:
		d.Text = value
	case storedAlias:
		d.Aliases = append(d.Aliases, value)
	case fieldKind:
		d.Kind = value
	case fieldGroup:
		d.Groups = append(d.Groups, value)
	case fieldStatus:
		d.Status = value
	case fieldDate:
		d.Date = value
	case fieldOwner:
		d.Owners = append(d.Owners, value)
	}
}
