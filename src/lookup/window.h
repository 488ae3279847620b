/* lookup/window.h - how many questions to a resolver may be under way at once.
 *
 * Too few make a slow resolver slower than it is; too many at once fill its socket's
 * buffer, and what does not fit is lost without a word. What an answer takes beyond the
 * quickest one, it waited for its turn; so the share of questions that wait in a queue is
 * known, and the window grows while they are few (as TCP Vegas does; Brakmo and Peterson
 * 1995). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
	/* They fit a server's buffer, which holds some 270 packets by default. */
	WINDOW_LEAST = 256,
	WINDOW_QUEUE = WINDOW_LEAST / 2, /* that may be waiting there */
	WINDOW_BUFFER_MS = 40,		 /* in which a slow server works it off */
	WINDOW_QUICK_MS = 20,		 /* who answers in less is not waited for */
};

struct window {
	unsigned now, least, most;
	unsigned due;		       /* of the next step */
	int64_t usual_us, quickest_us; /* that an answer takes; 0: there was none */
};

/* A fixed one stays at its most. */
void window_init(struct window *window, unsigned most, bool fixed);

/* An answer came after so long. */
void window_answer(struct window *window, int64_t us);

/* After each WINDOW_BUFFER_MS: until the first answer nothing is known, but there is room
 * again. */
void window_patience(struct window *window);

/* None came: a packet may have been lost. */
void window_silence(struct window *window);
