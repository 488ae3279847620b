#include "record/roots.h"
#include "record/issue_test.h"

#include <stdio.h>
#include <unistd.h>

static struct str bundle(void)
{
	struct str text = STR("# issuers\n");

	text = arena_concat(test_arena(), text,
			    issue_test_pem(&(struct issue){ .subject = "One" }));
	text =
	    arena_concat(test_arena(), text, STR("-----BEGIN CERTIFICATE-----\nAAAA\n"));
	text = arena_concat(test_arena(), text,
			    issue_test_pem(&(struct issue){ .subject = "Two" }));
	return arena_concat(
	    test_arena(), text,
	    issue_test_pem(&(struct issue){ .subject = "Two", .serial = "2" }));
}

static uint32_t count_of(struct roots *roots, const char *common)
{
	X509 *wanted = issue_test(&(struct issue){ .subject = common }), *root;
	uint32_t at = 0, count = 0;

	while ((root = roots_find(roots, X509_get_subject_name(wanted), &at))) {
		X509_free(root);
		count++;
	}
	X509_free(wanted);
	return count;
}

TEST(roots_are_found_by_their_subject)
{
	struct roots *roots = roots_of(test_arena(), STR("a bundle"), bundle());

	test_int(count_of(roots, "One"), 1);
	test_int(count_of(roots, "Two"), 2);
	test_int(count_of(roots, "two"), 2); /* as RFC 5280, 7.1 compares names */
	test_int(count_of(roots, "Three"), 0);
	test_str(roots_name(roots), "a bundle");
	test_str(roots_name(NULL), "");
	roots_close(roots);
}

TEST(roots_file_that_is_not_there_is_told)
{
	struct roots *roots;
	struct err err;

	test_int(roots_open(test_arena(), "/nowhere/at-all.pem", &roots, &err), false);
	test_str(str_c(err.where), "/nowhere/at-all.pem");
	test_int(roots_open(test_arena(), "/dev/null", &roots, &err), false);
	test_int(roots_open(test_arena(), NULL, &roots, &err), true);
	roots_close(roots);
}
