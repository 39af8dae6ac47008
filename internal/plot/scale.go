package plot

// scale is the lines that numbers are read at: so many steps, from 0.
type scale struct{ step, steps int }

// fewest lines that leave a column readable.
const fewest = 4

// scaleTo is the scale of the smallest round step (1, 2 or 5, and those times ten) that reaches n in four.
func scaleTo(n int) scale {
	for ten := 1; ; ten *= 10 {
		for _, round := range []int{1, 2, 5} {
			step := round * ten
			if steps := (n + step - 1) / step; steps <= fewest {
				return scale{step, max(steps, 1)}
			}
		}
	}
}

func (s scale) top() int { return s.step * s.steps }
