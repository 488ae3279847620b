/* base/test.c - the runner behind test.h. */
#include "base/test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka.h wants these four before it. */
#include <cmocka.h>

enum { TESTS = 512, COPIES = 4096 };

static struct {
	struct CMUnitTest tests[TESTS];
	void (*run[TESTS])(void);
	size_t count, rows;
	const char *row;
	char *copies[COPIES];
	size_t copy_count;
	struct arena *arena;
} state;

static void run_one(void **test)
{
	state.row = NULL;
	((void (*)(void)) * test)();
}

static int clean_up(void **test)
{
	(void)test;
	while (state.copy_count)
		free(state.copies[--state.copy_count]);
	arena_free(state.arena);
	state.arena = NULL;
	return 0;
}

void test_register(const char *name, void (*run)(void))
{
	if (state.count == TESTS)
		abort();
	state.run[state.count] = run;
	state.tests[state.count] = (struct CMUnitTest){
		.name = name,
		.test_func = run_one,
		.teardown_func = clean_up,
		.initial_state = (void *)run,
	};
	state.count++;
}

void test_case(const char *name)
{
	state.row = name;
	state.rows++;
}

struct str test_copy_str(struct str text)
{
	char *p = malloc(text.n ? text.n : 1);

	if (!p || state.copy_count == COPIES)
		abort();
	if (text.n)
		memcpy(p, text.p, text.n);
	state.copies[state.copy_count++] = p;
	return str_make(p, text.n);
}

struct str test_copy(const char *text)
{
	return test_copy_str(str_c(text));
}

struct arena *test_arena(void)
{
	if (!state.arena)
		state.arena = arena_new(0);
	return state.arena;
}

static void fail_at(const char *file, int line)
{
	if (state.row)
		print_error("in case: %s\n", state.row);
	_fail(file, line);
}

void test_true_at(bool ok, const char *what, const char *file, int line)
{
	if (ok)
		return;
	print_error("not true: %s\n", what);
	fail_at(file, line);
}

void test_str_at(struct str got, struct str want, const char *file, int line)
{
	if (str_eq(got, want))
		return;
	print_error("got  \"%.*s\"\nwant \"%.*s\"\n", STR_ARG(got), STR_ARG(want));
	fail_at(file, line);
}

void test_int_at(long long got, long long want, const char *what, const char *file,
		 int line)
{
	if (got == want)
		return;
	print_error("%s: got %lld, want %lld\n", what, got, want);
	fail_at(file, line);
}

int main(void)
{
	int failed;

	cmocka_set_message_output(CM_OUTPUT_STDOUT);
	failed = _cmocka_run_group_tests("unit", state.tests, state.count, NULL, NULL);
	printf("rows: %zu\n", state.rows);
	return failed != 0;
}
