/* base/test.h - a thin layer over cmocka.
 *
 * A test file is TEST(name) { … } blocks; main is generated. test_case() names
 * the row of a table, so that a failure says which; each row is counted as a
 * test case of its own in the summary of script/test. test_copy() gives a
 * parser an exact-size copy, so that reading one byte too far is caught by
 * AddressSanitizer; it is freed at the end of the test. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

#define TEST(test_name) \
	static void test_name(void); \
	__attribute__((constructor)) static void register_##test_name(void) \
	{ \
		test_register(#test_name, test_name); \
	} \
	static void test_name(void)

void test_register(const char *name, void (*run)(void));
void test_case(const char *name);
struct str test_copy(const char *text);
struct str test_copy_str(struct str text);
/* An arena that lives until the end of the test. */
struct arena *test_arena(void);

#define test_true(ok) test_true_at(ok, #ok, __FILE__, __LINE__)
#define test_str(got, want) test_str_at(got, str_c(want), __FILE__, __LINE__)
#define test_str_n(got, want) test_str_at(got, want, __FILE__, __LINE__)
#define test_int(got, want) test_int_at(got, want, #got, __FILE__, __LINE__)

void test_true_at(bool ok, const char *what, const char *file, int line);
void test_str_at(struct str got, struct str want, const char *file, int line);
void test_int_at(long long got, long long want, const char *what, const char *file,
		 int line);
