/* process/analyst_lines.h - a block of lines, each evaluated by itself, all on their way
 * together; what they say comes out in their order. */
#pragma once
#include "process/analyst.h"

/* Evaluate one line. Temporary memory is analyst->scratch; it is forgotten afterwards.
 * False: waiting at `door`, to be called again. Otherwise its output was added to `out`;
 * a line that makes no sense is told in `reply`. */
typedef bool evaluate_line(struct analyst *analyst, struct door *door, struct str line,
			   struct buf *out, struct reply *reply);

/* The functions of struct work_row, once the evaluation is named. */
void lines_begin(struct analyst *analyst, struct work *work, int fd,
		 evaluate_line *evaluate);
bool lines_round(struct analyst *analyst, struct work *work, struct reply *reply);
void lines_end(struct work *work);
