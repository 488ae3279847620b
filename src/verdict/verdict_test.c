/* verdict/verdict_test.c - the rules on top of the weights, shown on whole mails. */
#include "verdict/verdict.h"

#include "check/check_test.h"
#include "verdict/group.h"

#include <math.h>
#include <stdio.h>

#define HOP \
	"Received: from out.example.com (out.example.com [198.51.100.7])\n" \
	"\tby mx.example.jp (Postfix) with ESMTPS id 4A1B2C3D4E\n" \
	"\tfor <user@example.jp>; Sun,  1 Jan 2023 10:00:05 +0900 (JST)\n"
#define REST \
	"To: user@example.jp\nDate: Sun, 01 Jan 2023 10:00:00 +0900\n" \
	"Message-ID: <1@example.com>\nSubject: hello\n"
#define BODY "\nhello\n"

static const char profile[] = "own-domain = example.jp\nrelay = .example.jp\n";

static const struct {
	const char *name, *mail;
	enum verdict_class class_;
} cases[] = {
	{ "nothing against it", HOP "From: A <a@example.com>\n" REST BODY,
	  VERDICT_UNREMARKABLE },
	{ "a brand in a stranger's mouth, and nothing beside it",
	  HOP "From: Amazon <a@example.com>\n" REST BODY, VERDICT_SUSPICIOUS },
	{ "the same with a second lie",
	  HOP "From: \"Amazon <info@amazon.co.jp>\" <a@example.com>\n" REST BODY,
	  VERDICT_FRAUDULENT },
	{ "pasted header without a reason against it",
	  HOP "From: A <a@example.com>\n" REST, VERDICT_UNDECIDED },
	{ "pasted header with a reason against it",
	  HOP "From: Amazon <a@example.com>\n" REST, VERDICT_SUSPICIOUS },
};

TEST(verdict_needs_more_than_one_reason)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in = inspect_text(cases[i].mail, profile);

		test_case(cases[i].name);
		test_int(in->verdict.class_, cases[i].class_);
	}
}

TEST(verdict_score_ranks_by_suspicion)
{
	double before = -1;

	for (size_t i = 0; i < 3; i++) {
		struct inspection *in = inspect_text(cases[i].mail, profile);

		test_case(cases[i].name);
		test_true(in->verdict.score > before);
		test_true(in->verdict.score >= 0 && in->verdict.score < 1);
		before = in->verdict.score;
	}
}

/* A row for a check that does not exist would be a number that never counts. */
TEST(verdict_weights_are_those_of_checks)
{
	struct inspection *in = inspect_text(cases[0].mail, NULL);
	const struct tables *tables = in->env->tables;

	for (uint32_t i = 0; i < tables->weight_count; i++) {
		char name[64] = { 0 };
		struct str id = str_until(tables->weights[i].id, '/');

		memcpy(name, id.p, id.n < sizeof name ? id.n : sizeof name - 1);
		test_case(name);
		test_true(check_find(id) != NULL);
	}
}

/* A number that says the contrary of its reason, or leaves its bounds, is no judgement.
 */
TEST(verdict_weights_keep_to_their_reasons)
{
	struct inspection *in = inspect_text(cases[0].mail, NULL);
	const struct tables *tables = in->env->tables;

	for (uint32_t i = 0; i < tables->weight_count; i++) {
		const struct weight *row = &tables->weights[i];
		double least = row->reasoned / 2, most = row->reasoned * 2;

		test_case(arena_printf(test_arena(), "%.*s", STR_ARG(row->id)).p);
		test_true(row->reasoned >= 0 ? row->value >= least && row->value <= most
					     : row->value <= least && row->value >= most);
		if (str_eq(row->provenance, STR("reason")))
			test_true(row->value == row->reasoned);
		else
			test_true(str_starts(row->provenance, STR("fitted ")));
	}
}

/* --- groups ------------------------------------------------------------------ */

struct counted {
	const char *kind;
	double weight, counts;
	const char *held;
};
static const struct {
	const char *name;
	struct counted shares[5];
} grouped[] = {
	{ "levers alone",
	  { { "lever", 0.8, 0, "alone" }, { "lever", 0.5, 0, "alone" } } },
	{ "levers beside small things",
	  { { "lever", 0.8, 0, "alone" }, { "identity", 0.3, 0.3, NULL } } },
	{ "in proportion to what they stand beside",
	  { { "lever", 1.2, 0.9, "group" }, { "identity", 0.6, 0.6, NULL } } },
	{ "beside a lie",
	  { { "deception", 2.2, 2.2, NULL },
	    { "lever", 0.8, 0.8, NULL },
	    { "lever", 0.6, 0.6, NULL },
	    { "lever", 0.5, 0.1, "group" },
	    { "lever", 0.4, 0, "group" } } },
	{ "style and form have their ceilings",
	  { { "language", 0.8, 0.8, NULL },
	    { "form", 0.8, 0.8, NULL },
	    { "language", 0.6, 0.2, "group" },
	    { "form", 0.6, 0.4, "group" } } },
	{ "what speaks for a message is not held",
	  { { "established", -0.8, -0.8, NULL }, { "lever", -0.2, -0.2, NULL } } },
	{ "other kinds have none",
	  { { "deception", 2.5, 2.5, NULL }, { "filter", 1.5, 1.5, NULL } } },
};

TEST(verdict_counts_kinds_as_groups)
{
	for (size_t i = 0; i < COUNT(grouped); i++) {
		struct share shares[5] = { 0 };
		uint32_t count = 0;

		test_case(grouped[i].name);
		for (; count < 5 && grouped[i].shares[count].kind; count++) {
			shares[count].kind = str_c(grouped[i].shares[count].kind);
			shares[count].weight = grouped[i].shares[count].weight;
		}
		groups_apply(shares, count);
		for (uint32_t j = 0; j < count; j++) {
			const struct counted *wanted = &grouped[i].shares[j];

			test_true(fabs(shares[j].weight - wanted->counts) < 1e-9);
			test_str(str_c(shares[j].held), wanted->held ? wanted->held : "");
		}
	}
}

TEST(verdict_names_the_login_and_not_the_owner)
{
	struct inspection *in = inspect_text(
	    "Received: from unknown (HELO pc) (office@example.ac.jp@198.51.100.7)\n"
	    "  by mx.example.jp with ESMTPA; 1 Jan 2023 10:00:05 +0900\n"
	    "From: user@example.jp\n" REST BODY,
	    profile);
	bool named = false;

	for (uint32_t i = 0; i < in->verdict.sender.value_count; i++)
		named = named || str_eq(in->verdict.sender.values[i].str,
					STR("office@example.ac.jp"));
	test_true(named);
	test_true(strstr(in->verdict.sender.msgid, "may have been stolen") != NULL);
}

static const struct {
	const char *name, *results, *domain;
} recorded[] = {
	{ "SPF of an address", "spf=pass smtp.mailfrom=a@b.example", "b.example" },
	{ "SPF of a domain", "spf=pass smtp.mailfrom=b.example", "b.example" },
	{ "SPF of the HELO name", "spf=pass smtp.helo=out.b.example", "out.b.example" },
	{ "DKIM, d=", "dkim=pass header.d=b.example header.i=a@b.example", "b.example" },
	{ "DKIM, i= of a domain", "dkim=pass header.i=@b.example", "b.example" },
	{ "DKIM, i= of an address", "dkim=pass header.i=a@b.example", "b.example" },
};

static struct str value_of(const struct statement *statement, const char *key)
{
	for (uint32_t i = 0; i < statement->value_count; i++)
		if (strcmp(statement->values[i].key, key) == 0)
			return statement->values[i].str;
	return STR_NONE;
}

/* An address does not allow and does not sign: its domain does. */
TEST(verdict_says_that_the_domain_allowed_or_signed)
{
	for (size_t i = 0; i < COUNT(recorded); i++) {
		char mail[1024];
		struct inspection *in;

		test_case(recorded[i].name);
		snprintf(mail, sizeof mail,
			 "Authentication-Results: mx.example.jp; %s\n" HOP
			 "From: A <a@example.com>\n" REST BODY,
			 recorded[i].results);
		in = inspect_text(mail, profile);
		test_true(str_starts(str_c(in->verdict.sender.msgid), STR("Recorded")));
		test_str(value_of(&in->verdict.sender, "domain"), recorded[i].domain);
	}
}
