/* lookup/window.c - see window.h. */
#include "lookup/window.h"

enum { LATEST = 16 }; /* one of so many: the weight of the latest answer in the mean */

void window_init(struct window *window, unsigned most, bool fixed)
{
	*window = (struct window){ .now = most, .least = most, .most = most };
	if (!fixed && most > WINDOW_LEAST)
		window->now = window->least = WINDOW_LEAST;
}

static void set(struct window *window, int64_t now)
{
	if (now < window->least)
		now = window->least;
	if (now > window->most)
		now = window->most;
	window->now = (unsigned)now;
}

/* Of those that are under way, so many wait for their turn. */
static int64_t queued(const struct window *window)
{
	int64_t beyond = window->usual_us - window->quickest_us;

	return beyond > 0 ? (int64_t)window->now * beyond / window->usual_us : 0;
}

/* While a whole window is answered it doubles up to what surely fits, and grows by a part
 * of a buffer beyond that; never at once, so that nothing comes in a burst. */
static unsigned step(const struct window *window)
{
	int64_t fit = WINDOW_LEAST * window->quickest_us / (WINDOW_BUFFER_MS * 1000);

	if (window->now < fit)
		return window->now;
	return window->quickest_us < WINDOW_QUICK_MS * 1000 ? 0 : WINDOW_LEAST / 2;
}

void window_answer(struct window *window, int64_t us)
{
	if (us < 1)
		us = 1;
	if (window->quickest_us == 0)
		window->usual_us = window->quickest_us = us;
	window->usual_us += (us - window->usual_us) / LATEST;
	if (us < window->quickest_us)
		window->quickest_us = us;
	window->due += step(window);
	if (window->due < window->now)
		return;
	window->due -= window->now;
	set(window, (int64_t)window->now + (queued(window) <= WINDOW_QUEUE ? 1 : -1));
}

void window_patience(struct window *window)
{
	if (window->quickest_us == 0)
		set(window, (int64_t)window->now + window->least);
}

void window_silence(struct window *window)
{
	set(window, window->now / 2);
}
