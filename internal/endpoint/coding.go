package endpoint

import (
	"strconv"
	"strings"
)

// accepted says whether a client that sent these Accept-Encoding headers takes a coding (RFC 9110, 12.5.3). One that sent none
// takes nothing but the thing itself, as far as we are concerned: it could not say less if it could not unpack.
func accepted(headers []string, coding string) bool { return weight(headers, coding) > 0 }

// weight is how much a client wants a coding: from 0, not at all, to 1000.
func weight(headers []string, coding string) int {
	any := 0
	for _, header := range headers {
		for one := range strings.SplitSeq(header, ",") {
			name, parameters, _ := strings.Cut(one, ";")
			switch name = strings.TrimSpace(name); {
			case strings.EqualFold(name, coding), coding == "gzip" && strings.EqualFold(name, "x-gzip"):
				return quality(parameters)
			case name == "*":
				any = quality(parameters)
			}
		}
	}
	return any
}

// quality reads "q=0.8" in thousandths; what is malformed is 0, and nothing is 1000.
func quality(parameters string) int {
	parameters = strings.TrimSpace(parameters)
	if parameters == "" {
		return 1000
	}
	name, value, _ := strings.Cut(parameters, "=")
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !strings.EqualFold(strings.TrimSpace(name), "q") || !(q >= 0 && q <= 1) {
		return 0
	}
	return int(q * 1000)
}

// best is the coding that a client wants most of those that there are, the earlier of two that it wants alike; "" is the thing itself,
// which a client takes unless it says that it wants another more.
func best(headers []string, there []string) string {
	chosen, most := "", identity(headers)
	for _, coding := range there {
		if w := weight(headers, coding); w > 0 && (w > most || w == most && chosen == "") {
			chosen, most = coding, w
		}
	}
	return chosen
}

// identity is how much a client wants the thing itself: no more than any packing where it does not say.
func identity(headers []string) int {
	for _, header := range headers {
		for one := range strings.SplitSeq(header, ",") {
			name, parameters, _ := strings.Cut(one, ";")
			if strings.EqualFold(strings.TrimSpace(name), "identity") {
				return quality(parameters)
			}
		}
	}
	return 0
}
