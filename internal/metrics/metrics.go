// Package metrics tells operators how a site is served, as Prometheus reads it: how many answers of which kind and how long they
// took, how many searches run and were refused, how many clients were held up, which build is served since when, and what became
// of those before. Nothing in it says what anybody asked for or what a site holds; a build is named by a hash.
package metrics

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"minutebook/internal/endpoint"
	"minutebook/internal/throttle"
)

// Metrics gathers what is told.
type Metrics struct {
	registry *prometheus.Registry
	answers  *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

// New has nothing to tell but of the process itself.
func New() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "minutebook_answers_total",
			Help: "Answers by what answered and their status."}, []string{"route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "minutebook_answer_seconds",
			Help:    "How long answers took, by what answered and their status.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5}}, []string{"route", "status"}),
	}
	m.registry.MustRegister(m.answers, m.took, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Answered notes an answer.
func (m *Metrics) Answered(a endpoint.Answer) {
	status := strconv.Itoa(a.Status)
	m.answers.WithLabelValues(a.Route, status).Inc()
	m.took.WithLabelValues(a.Route, status).Observe(a.Took.Seconds())
}

// Watch tells of a site from now on. It must be called once.
func (m *Metrics) Watch(f *endpoint.Follower, searches *endpoint.Searches, clients *throttle.Clients) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "minutebook_searches_running", Help: "Searches that run now."},
			func() float64 { return float64(searches.Running()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "minutebook_searches_refused_total", Help: "Searches that found too many others running."},
			func() float64 { return float64(searches.Refused()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "minutebook_clients_refused_total", Help: "Requests of clients that asked too often."},
			func() float64 { return float64(clients.Refused()) }),
		builds{f})
}

// Handler answers with all of it.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// builds tells which build is served, and what became of others.
type builds struct{ *endpoint.Follower }

var (
	buildsTotal = prometheus.NewDesc("minutebook_builds_total", "Builds put into the folder since the start, by what became of them: swapped, refused as damaged, or closed the site.", []string{"result"}, nil)
	buildServed = prometheus.NewDesc("minutebook_build_served", "1 for the build that is served.", []string{"site", "generation"}, nil)
	buildOpened = prometheus.NewDesc("minutebook_build_opened_seconds", "When the build that is served was opened, in Unix time.", nil, nil)
)

func (b builds) Describe(to chan<- *prometheus.Desc) {
	to <- buildsTotal
	to <- buildServed
	to <- buildOpened
}

func (b builds) Collect(to chan<- prometheus.Metric) {
	s := b.Stats()
	for result, n := range map[string]int{"swapped": s.Swapped, "refused": s.Refused, "closed": s.Closed} {
		to <- prometheus.MustNewConstMetric(buildsTotal, prometheus.CounterValue, float64(n), result)
	}
	if s.Generation == "" {
		return
	}
	to <- prometheus.MustNewConstMetric(buildServed, prometheus.GaugeValue, 1, s.Site, s.Generation)
	to <- prometheus.MustNewConstMetric(buildOpened, prometheus.GaugeValue, float64(s.Opened.UnixNano())/1e9)
}
