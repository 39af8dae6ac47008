package synth

// Sentences are frames of plain English around invented words. In braces: n noun, a adjective, v past
// participle, x organisation, p person, d small number, h large number, q percentage, m a past month, f a month to come,
// t a term (spelt out once a document), k a measure, g the group.

var said = []string{
	"The {x} reported that the {a} {n} had exceeded its {n} by {q} in {m}, chiefly because {h} of the {n}s were {v} late.",
	"A member asked why the {n} is {v} before the {a} {n} and not after it.",
	"The {x} answered that the {n} was designed so, and that a change would cost more than the {n} it saved.",
	"{p} doubted whether {d} {n}s in {m} amount to a trend.",
	"Members asked for the figures by {n} and for the {t} to be {v} with them.",
	"The {t} showed {h} {n}s, of which {q} were {a}.",
	"{p} recalled that the {n} had been {v} at the same time of the year before.",
	"It was noted that the {a} {n} falls to the {x} and not to the {n} of the users.",
	"The Chair asked that no {n} be {v} until the {t} has been seen by the group.",
	"{d} of the {n}s stand in one region, where the {n} is oldest and the {n} hardest to reach.",
	"The {x} expects the {n} to be {v} by the end of {f}, provided that the {a} {n} arrives.",
	"{p} suggested a {n} for each {a} {n}; the {x} preferred one {n} for all.",
	"Since {m} the {n} has been {v} {d} times, twice at night.",
	"{k} stood at {q}, against {q} in the period before.",
	"{k} was below its target, which the {x} put down to a {a} {n} and to nothing else.",
	"A smaller user said that the {n} takes {d} days in practice, whatever the {t} promises.",
	"The group discussed at some length whether the {n} is a {n} or a {n}.",
	"The {x} undertook to look at the {n} again once the {a} {n} had been {v}.",
	"There was some support for a {a} {n}, though nobody wished to pay for it.",
	"The cost was put at {h} thousand, {q} of it for the {n}.",
	"{p} asked that the next {t} carry words beside the numbers.",
	"Nothing in the {n} suggests that the {n} was {v} on purpose.",
	"Where a {n} has been {v}, the {x} tells the user within {d} days.",
	"The {a} {n} will be {v} together with the {n} in {f}.",
	"Members welcomed the {n} and regretted the {n}.",
	"Of {h} {n}s tested, {d} were {v} and the others are with the {x}.",
	"The {n} rests on three assumptions, of which the {a} one is the weakest.",
	"“A {a} {n} is no {n},” {p} said.",
	"The {x}’s note on the {n} puts R&D at < {q} of it.",
	"{p} thanked the {x} for an answer that could be understood.",
}

var updates = []string{
	"The {x} sent the {n} in {m} and no member asked for more.",
	"A first {n} exists for {d} of the {n}s; the {x} asked for time to do the others.",
	"The {a} {n} was {v} and tested. Members were content.",
	"The {x} is waiting for a {n} that was promised for {f}.",
	"The paper was read by the group, which asked for a {a} {n} in place of the {n}.",
	"Nothing has been done, as the {n} was needed elsewhere.",
	"{p} presented the {t}. {d} questions were answered on the spot.",
	"The {n} has been {v} twice without success, and a third attempt follows.",
}

var tasks = []string{
	"to provide the {a} {n} for each {n} and to explain the {n} of {m}",
	"to confirm whether the {n} was {v} before the {a} {n}",
	"to publish a list of every {n} on which the {n} depends",
	"to write to the users of the {a} {n} about their {n}",
	"to break the {n} down by region and by {n}",
	"to test the {a} {n} under load and to report what was {v}",
	"to propose a {n} for the {t}",
	"to compare the {n} with the {n} of last year",
	"to find out why the {a} {n} takes {d} days",
	"to bring a costed {n} for the {a} {n}",
}

var causes = []string{
	"The {n} had been {v} without a {n}, and its {n} took over with an old {a} list.",
	"A {a} {n} ran out at midnight and nobody had been told of it.",
	"The {x} loaded a {n} meant for the test network on the live one.",
	"Two {n}s lost sight of each other and each was {v} as if alone.",
	"The first notice came after {d} minutes and named the wrong {n}.",
	"Service was restored after {h} minutes, by hand.",
}

var matters = []string{
	"the {a} {n} be {v} as proposed", "the {n} is a fair account of the period", "the {t} be sent to all users",
	"no further {n} is needed", "the {n} go forward", "the {n} of the {x} be {v} before the winter",
}

var things = []string{"the {t}", "the {a} {n}", "the presentation", "the update", "the {n} of the {x}", "the position on the {n}"}
