/* lookup/window_test.c - servers of several speeds, played. */
#include "lookup/window.h"

#include "base/test.h"

enum {
	MOST = 4096,
	QUESTIONS = 20000,
	SENDING_US = 38, /* what a question costs us */
	PATIENCE_US = WINDOW_BUFFER_MS * 1000,
};

/* A server that works off one question each `each_us` and answers `late_us` after that.
 * What is asked while more than `buffer` wait is lost. */
struct server {
	int64_t each_us, late_us;
	unsigned buffer;
};
static int64_t due[QUESTIONS], sent[QUESTIONS];

/* Ask all, and tell what was lost and how wide the window became. */
static unsigned play(const struct server *server, struct window *window, unsigned *widest)
{
	unsigned asked = 0, answered = 0, lost = 0;
	int64_t now = 0, free_at = 0, patience = 0;

	*widest = 0;
	while (answered < QUESTIONS) {
		while (asked < QUESTIONS && asked - answered < window->now) {
			if ((free_at - now) / server->each_us > server->buffer)
				lost++;
			sent[asked] = now;
			free_at = (free_at > now ? free_at : now) + server->each_us;
			due[asked++] = free_at + server->late_us;
			now += SENDING_US;
		}
		if (answered == 0 && now + PATIENCE_US < due[0]) {
			patience += PATIENCE_US;
			now = now < patience ? patience : now;
			window_patience(window);
			continue;
		}
		if (now < due[answered])
			now = due[answered];
		window_answer(window, now - sent[answered]);
		answered++;
		if (window->now > *widest)
			*widest = window->now;
	}
	return lost;
}

static const struct {
	const char *name;
	struct server server;
	unsigned at_least, at_most;
} speeds[] = {
	{ "answers at once", { 50, 0, 270 }, WINDOW_LEAST, WINDOW_LEAST },
	{ "works slowly", { 1000, 0, 270 }, WINDOW_LEAST, WINDOW_LEAST },
	{ "has to find out: 30 ms", { 10, 30000, 270 }, 500, MOST },
	{ "100 ms", { 10, 100000, 270 }, 1500, MOST },
	{ "100 ms, and works slowly", { 150, 100000, 270 }, 700, 1000 },
	{ "300 ms", { 10, 300000, 270 }, 2500, MOST },
};

TEST(window_fits_the_server)
{
	for (size_t i = 0; i < COUNT(speeds); i++) {
		struct window window;
		unsigned widest, lost;

		test_case(speeds[i].name);
		window_init(&window, MOST, false);
		lost = play(&speeds[i].server, &window, &widest);
		test_int(lost, 0);
		test_true(widest >= speeds[i].at_least && widest <= speeds[i].at_most);
	}
}

TEST(window_shrinks_where_nobody_answers)
{
	struct window window;

	window_init(&window, MOST, false);
	for (int i = 0; i < 10000; i++)
		window_answer(&window, 100000);
	test_true(window.now > 1500);
	window_silence(&window);
	test_true(window.now > 750 && window.now < 1000);
	for (int i = 0; i < 10; i++)
		window_silence(&window);
	test_int(window.now, WINDOW_LEAST);
}

TEST(window_while_nothing_is_known)
{
	struct window window;

	window_init(&window, MOST, false);
	for (int i = 0; i < 100; i++)
		window_patience(&window);
	test_int(window.now, MOST);
	window_init(&window, MOST, false);
	window_answer(&window, 100000);
	window_patience(&window);
	test_int(window.now, WINDOW_LEAST + 1);
	window_init(&window, 10, true);
	window_patience(&window);
	test_int(window.now, 10);
}

TEST(window_of_one_slow_answer)
{
	struct window window;

	window_init(&window, MOST, false);
	window_answer(&window, 5000000);
	test_int(window.now, WINDOW_LEAST + 1);
	test_true(window.most == MOST);
}

TEST(window_that_is_fixed)
{
	struct window window;
	const struct server server = { 10, 100000, 270 };
	unsigned widest;

	window_init(&window, 10, true);
	play(&server, &window, &widest);
	window_silence(&window);
	test_int(widest, 10);
	test_int(window.now, 10);
	window_init(&window, 100, false);
	test_int(window.now, 100);
}
