package plot

import "html/template"

// columns is a drawing of columns in the making.
type columns struct {
	names  []string
	series []Series
	scale  scale
	left   float64 // of the first column
	top    float64 // of the highest line
	number func(int) string
}

const (
	plotHeight = 150.0
	widest     = 40.0 // of a column
)

func (c *columns) total(i int) int {
	sum := 0
	for _, s := range c.series {
		sum += at(s.Values, i)
	}
	return sum
}

func (c *columns) draw(w Words) template.HTML {
	c.top = lineHeight / 2
	if len(c.series) > 1 {
		c.top += 2 + lineHeight*float64((len(c.series)+1)/2)
	}
	c.number = w.number
	c.left = width(c.number(c.scale.top())) + 8
	d := begin(w, c.top+plotHeight+lineHeight+4)
	if len(c.series) > 1 {
		c.legend(d)
	}
	c.lines(d)
	c.stacks(d)
	c.under(d)
	return d.end()
}

// legend names the fillings, two in a line.
func (c *columns) legend(d *drawing) {
	for i, s := range c.series {
		x, y := float64(i%2)*drawingWidth/2, float64(i/2)*lineHeight
		d.marks(i, []mark{{x + 1, y + 3, 12, 12}})
		d.text(x+20, y+lineHeight/2+baseline, "start", clip(s.Name, longestName-1))
	}
}

func (c *columns) lines(d *drawing) {
	for n := 0; n <= c.scale.top(); n += c.scale.step {
		y := c.y(n)
		d.line(c.left-4, y, drawingWidth, y)
		d.text(c.left-7, y+baseline, "end", c.number(n))
	}
}

func (c *columns) y(n int) float64 {
	return c.top + plotHeight*(1-float64(n)/float64(c.scale.top()))
}

// pitch is the room that a column has.
func (c *columns) pitch() float64 { return (drawingWidth - c.left) / float64(len(c.names)) }

func (c *columns) stacks(d *drawing) {
	broad := min(c.pitch()*.76, widest)
	foot := make([]int, len(c.names))
	for i, s := range c.series {
		var marks []mark
		for j := range c.names {
			n := at(s.Values, j)
			x := c.left + c.pitch()*float64(j) + (c.pitch()-broad)/2
			marks = append(marks, mark{x, c.y(foot[j] + n), broad, c.y(foot[j]) - c.y(foot[j]+n)})
			foot[j] += n
		}
		d.marks(i, marks)
	}
}

// under writes the names below the columns; where there is no room for all, as many as there is, each at the left of its
// column.
func (c *columns) under(d *drawing) {
	y := c.top + plotHeight
	step, room := 1, 0.0
	for _, name := range c.names {
		room = max(room, width(clip(name, longestName)))
	}
	for float64(step)*c.pitch() < room+8 && step < len(c.names) {
		step++
	}
	if step == 1 && c.pitch() >= room {
		for i, name := range c.names {
			d.text(c.left+c.pitch()*(float64(i)+.5), y+lineHeight, "middle", clip(name, longestName))
		}
		return
	}
	for i := 0; i < len(c.names); i += step {
		x := c.left + c.pitch()*float64(i)
		name := clip(c.names[i], longestName)
		if i > 0 && x+width(name) > drawingWidth {
			return
		}
		d.line(x, y, x, y+5)
		d.text(x+1, y+lineHeight, "start", name)
	}
}
