/* process/analyst_lines.c - see analyst_lines.h.
 *
 * The lines share one door: a question of two of them goes out once. Of an evaluation
 * that waits only its line is kept; it is run again from its start when all that it waits
 * for has come, and only then. */
#include "process/analyst_lines.h"

#include "base/limits.h"
#include "report/phrase.h"

#include <stdlib.h>

struct line {
	struct str text;
	size_t at, n; /* its output, in state->output */
};

struct lines_state {
	evaluate_line *evaluate;
	struct str text; /* malloc'ed */
	bool unreadable;
	struct line *lines;
	uint32_t count, cap;
	uint32_t begun;	   /* lines before it */
	uint32_t open;	   /* of these, those that wait */
	struct buf output; /* in the order in which they were done */
	uint32_t done;
	bool ordered;	   /* which is that of the lines */
	struct reply told; /* trouble of a line */
};

static void find_lines(struct arena *arena, struct lines_state *state)
{
	struct str rest = state->text, line;

	while (rest.n && str_split(&rest, '\n', &line)) {
		if (str_trim(line).n == 0)
			continue;
		ARENA_GROW(arena, state->lines, state->count, state->cap);
		state->lines[state->count++] = (struct line){ .text = line };
	}
}

void lines_begin(struct analyst *analyst, struct work *work, int fd,
		 evaluate_line *evaluate)
{
	struct lines_state *state = arena_new_of(work->arena, struct lines_state);

	state->evaluate = evaluate;
	state->ordered = true;
	buf_init(&state->output, LIMIT_REPORT_BYTES);
	work->state = state;
	state->unreadable = fd < 0 || !channel_read_file(fd, work->task.offset,
							 work->task.length, &state->text);
	if (state->unreadable)
		return;
	find_lines(work->arena, state);
	work->door = analyst_door(analyst, work->arena);
}

/* Of a plan nothing is waited for: what was asked by then is what it leads to first. */
static bool run_evaluation(struct analyst *analyst, struct work *work, struct str line)
{
	struct lines_state *state = work->state;
	uint64_t before = state->told.trouble;
	size_t at = state->output.n;
	bool done;

	state->told.trouble = TROUBLE_NONE;
	done = state->evaluate(analyst, work->door, line, &state->output, &state->told);
	if (analyst->env.plan && state->told.trouble == TROUBLE_NONE) {
		state->output.n = at;
		analyst_plan(analyst, line, work->door, NULL, NULL, &state->output);
		done = true;
	}
	if (state->told.trouble == TROUBLE_NONE)
		state->told.trouble = before;
	return done;
}

static void run_line(struct analyst *analyst, struct work *work, uint32_t i)
{
	struct lines_state *state = work->state;
	struct line *line = &state->lines[i];
	size_t at = state->output.n;

	door_begin_asker(work->door, i);
	if (run_evaluation(analyst, work, line->text)) {
		line->at = at;
		line->n = state->output.n - at;
		state->ordered &= i == state->done++;
		state->open--;
	}
	arena_reset(analyst->scratch, LIMIT_ARENA_BASE);
}

/* Lines that would ask for too much at once, or whose output would not fit, are left to
 * another task. */
static bool has_room(const struct work *work)
{
	const struct lines_state *state = work->state;

	return state->begun == 0 || (arena_used(work->arena) < LIMIT_LINES_ANSWERS &&
				     state->output.n < LIMIT_REPORT_BYTES / 4);
}

/* One after the other, as far as they fit: a line that is beyond the ceiling is cut, and
 * that is said. */
static void put_in_order(struct analyst *analyst, struct lines_state *state)
{
	struct buf whole = state->output;

	if (state->ordered && analyst->format->one_line) {
		state->output = analyst->out;
		analyst->out = whole;
		return;
	}
	for (uint32_t i = 0; i < state->begun; i++) {
		if (i && !analyst->format->one_line)
			buf_add_char(&analyst->out, '\n');
		buf_add(&analyst->out,
			str_make(whole.p + state->lines[i].at, state->lines[i].n));
	}
}

bool lines_round(struct analyst *analyst, struct work *work, struct reply *reply)
{
	struct lines_state *state = work->state;
	uint32_t ready;

	if (state->unreadable) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text = str_c(analyst_text(analyst, N_("it cannot be read")));
		return true;
	}
	while (state->begun < state->count && has_room(work)) {
		state->open++;
		run_line(analyst, work, state->begun++);
	}
	while (door_next_ready(work->door, &ready))
		run_line(analyst, work, ready);
	if (state->open)
		return false;
	reply->trouble = state->told.trouble;
	reply->text = state->told.text;
	if (state->begun < state->count)
		reply->next =
		    work->task.offset +
		    (uint64_t)(state->lines[state->begun].text.p - state->text.p);
	put_in_order(analyst, state);
	return true;
}

void lines_end(struct work *work)
{
	struct lines_state *state = work->state;

	buf_fini(&state->output);
	free((char *)state->text.p);
}
