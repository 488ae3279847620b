#include "auth/bimi.h"
#include "base/test.h"

static const struct {
	const char *name, *text;
	bool is_record;
	const char *location, *authority, *problem;
} records[] = {
	{ "picture and evidence",
	  "v=BIMI1; l=https://a.example/a.svg; a=https://a.example/a.pem", true,
	  "https://a.example/a.svg", "https://a.example/a.pem", "" },
	{ "picture alone", "v=BIMI1;l=https://a.example/a.svg;", true,
	  "https://a.example/a.svg", "", "" },
	{ "letter case of the version", "v=bimi1; l=", true, "", "", "" },
	{ "declined", "v=BIMI1; l=; a=;", true, "", "", "" },
	{ "another version", "v=BIMI2; l=https://a.example/a.svg", false, "", "", "" },
	{ "version not first", "l=https://a.example/a.svg; v=BIMI1", false, "", "", "" },
	{ "something else", "v=spf1 -all", false, "", "", "" },
	{ "nothing", "", false, "", "", "" },
	{ "no place", "v=BIMI1; a=https://a.example/a.pem", true, "",
	  "https://a.example/a.pem", "it names no place for the picture (l=)" },
	{ "plain http", "v=BIMI1; l=http://a.example/a.svg", true,
	  "http://a.example/a.svg", "", "the place of the picture (l=) is no https URL" },
	{ "a file", "v=BIMI1; l=; a=file:///etc/passwd", true, "", "file:///etc/passwd",
	  "the place of the evidence (a=) is no https URL" },
	{ "twice", "v=BIMI1; l=https://a.example/; l=https://b.example/", true,
	  "https://a.example/", "", "its tags are not written as they have to be" },
};

TEST(bimi_records)
{
	for (size_t i = 0; i < COUNT(records); i++) {
		struct bimi_record got = { 0 };

		test_case(records[i].name);
		test_int(bimi_record_read(test_arena(), test_copy(records[i].text), &got),
			 records[i].is_record);
		test_str(got.location, records[i].location);
		test_str(got.authority, records[i].authority);
		test_str(str_c(got.problem), records[i].problem);
	}
}

static const struct {
	const char *name, *value, *selector;
} selectors[] = {
	{ "one", "v=BIMI1; s=Brand", "brand" },
	{ "with labels", " v=BIMI1; s=a.b;\r\n", "a.b" },
	{ "none", "v=BIMI1", "default" },
	{ "empty", "", "default" },
	{ "no name", "v=BIMI1; s=a b", "default" },
	{ "a name that leads elsewhere", "v=BIMI1; s=x@y", "default" },
};

TEST(bimi_selectors)
{
	for (size_t i = 0; i < COUNT(selectors); i++) {
		test_case(selectors[i].name);
		test_str(bimi_selector_read(test_arena(), test_copy(selectors[i].value)),
			 selectors[i].selector);
	}
}

static struct bimi_result check(const struct dmarc_result *dmarc, const char *json)
{
	struct message *message =
	    message_parse(test_arena(), STR("From: a@news.a.example\r\n\r\n"), NULL);
	struct dkim_results dkim = { 0 };
	struct bimi_query query = {
		.message = message, .dmarc = dmarc, .dkim = &dkim, .received_at = -1
	};
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct answers *answers = NULL;
	struct bimi_result got;
	struct err err;

	if (json) {
		test_true(answers_read(test_arena(), str_c(json), &answers, &err));
		options.answers = answers;
	}
	test_int(bimi_check(test_arena(), door_new(test_arena(), &options), &query, &got),
		 json || got.code == BIMI_NOT_ELIGIBLE);
	return got;
}

/* A pass under a policy that is enforced. */
static struct dmarc_result passing(void)
{
	return (struct dmarc_result){
		.domain = STR("news.a.example"),
		.code = DMARC_PASS,
		.by_tree_walk = { .code = DMARC_PASS,
				  .organizational_domain = STR("a.example"),
				  .policy_domain = STR("a.example"),
				  .policy = DMARC_P_REJECT,
				  .record.pct = 100 },
	};
}

TEST(bimi_is_asked_for_where_dmarc_passes_with_an_enforced_policy)
{
	struct dmarc_result dmarc = passing();

	test_int(check(NULL, NULL).code, BIMI_NOT_ELIGIBLE);
	dmarc.code = DMARC_FAIL;
	test_int(check(&dmarc, NULL).code, BIMI_NOT_ELIGIBLE);
	dmarc = passing();
	dmarc.by_tree_walk.policy = DMARC_P_NONE;
	test_int(check(&dmarc, NULL).code, BIMI_NOT_ELIGIBLE);
	dmarc.by_tree_walk.policy = DMARC_P_QUARANTINE;
	dmarc.by_tree_walk.record.pct = 50;
	test_int(check(&dmarc, NULL).code, BIMI_NOT_ELIGIBLE);
	dmarc.by_tree_walk.record.pct = 100;
	test_int(check(&dmarc, "{\"default\":\"no-such-name\"}").code, BIMI_NONE);
	dmarc.by_tree_walk.record.has_sp = true;
	dmarc.by_tree_walk.record.sp = DMARC_P_NONE;
	test_int(check(&dmarc, NULL).code, BIMI_NOT_ELIGIBLE);
}

TEST(bimi_goes_from_the_domain_to_its_organisation)
{
	struct dmarc_result dmarc = passing();
	struct bimi_result got = check(
	    &dmarc, "{\"default\":\"no-such-name\",\"answers\":[{\"question\":\"dns TXT "
		    "default._bimi.a.example\",\"data\":[\"\\\"v=BIMI1; "
		    "l=https://a.example/a.svg\\\"\"]}]}");

	test_int(got.code, BIMI_FOUND);
	test_str(got.domain, "a.example");
	test_int(got.evidence, BIMI_EVIDENCE_NONE);
	test_int(check(&dmarc, "{\"default\":\"timeout\"}").code, BIMI_TEMPERROR);
	test_int(check(&dmarc, "{}").code, BIMI_UNCHECKED);
}

TEST(bimi_does_not_visit_at_a_level_that_forbids_it)
{
	struct dmarc_result dmarc = passing();
	struct bimi_result got =
	    check(&dmarc,
		  "{\"answers\":[{\"question\":\"dns TXT default._bimi.news.a.example\","
		  "\"data\":[\"\\\"v=BIMI1; l=https://a.example/a.svg; "
		  "a=https://a.example/a.pem\\\"\"]},{\"question\":\"http GET "
		  "https://a.example/a.pem\",\"data\":[\"x\"]}]}");

	test_int(got.code, BIMI_FOUND);
	test_int(got.evidence, BIMI_EVIDENCE_UNASKED);
	test_int(got.evidence_answer->status, ANSWER_NOT_ALLOWED);
}
