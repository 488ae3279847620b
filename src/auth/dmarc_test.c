/* auth/dmarc_test.c - records, walks, alignment, and where two standards differ. */
#include "auth/dmarc.h"

#include "base/err.h"
#include "base/test.h"

/* --- records ------------------------------------------------------------------------ */

static const struct record_case {
	const char *name, *text;
	bool ok;
	enum dmarc_policy p, sp;
	bool has_sp, strict_dkim, strict_spf;
	char psd;
} record_cases[] = {
	{ "plain", "v=DMARC1; p=reject", true, DMARC_P_REJECT, 0, false, false, false,
	  'u' },
	{ "blanks around", "v = DMARC1 ; p = Reject ;", true, DMARC_P_REJECT, 0, false,
	  false, false, 'u' },
	{ "version in other letters", "v=dmarc1; p=reject", false, 0, 0, false, false,
	  false, 'u' },
	{ "junk behind the version", "v=DMARC1x; p=reject", false, 0, 0, false, false,
	  false, 'u' },
	{ "version not first", "p=reject; v=DMARC1", false, 0, 0, false, false, false,
	  'u' },
	{ "something else", "v=spf1 -all", false, 0, 0, false, false, false, 'u' },
	{ "all tags",
	  "v=DMARC1;p=none;sp=quarantine;adkim=s;aspf=s;psd=n;t=n;rua=mailto:a@b.example",
	  true, DMARC_P_NONE, DMARC_P_QUARANTINE, true, true, true, 'n' },
	{ "no policy, no reports", "v=DMARC1; sp=none", false, 0, 0, false, false, false,
	  'u' },
	{ "no policy, reports asked", "v=DMARC1; rua=mailto:a@b.example", true,
	  DMARC_P_NONE, 0, false, false, false, 'u' },
	{ "a policy nobody knows, reports asked",
	  "v=DMARC1; p=bounce; rua=mailto:a@b.example", true, DMARC_P_NONE, 0, false,
	  false, false, 'u' },
	{ "a bad optional tag", "v=DMARC1; p=quarantine; fo=; adkim=x; nonsense", true,
	  DMARC_P_QUARANTINE, 0, false, false, false, 'u' },
};

TEST(records)
{
	for (size_t i = 0; i < COUNT(record_cases); i++) {
		const struct record_case *c = &record_cases[i];
		struct dmarc_record record;
		bool ok;

		test_case(c->name);
		ok = dmarc_record_read(str_c(c->text), &record);
		test_int(ok, c->ok);
		if (!ok || !c->ok)
			continue;
		test_int(record.p, c->p);
		test_int(record.has_sp, c->has_sp);
		if (c->has_sp)
			test_int(record.sp, c->sp);
		test_int(record.strict_dkim, c->strict_dkim);
		test_int(record.strict_spf, c->strict_spf);
		test_int(record.psd, c->psd);
	}
}

/* --- evaluation -----------------------------------------------------------------------
 */

/* One case: the outside as JSON, what was authenticated, and what must come out. */
static const struct check_case {
	const char *name, *zone, *from;
	const char *spf, *dkim; /* domains that passed; "?…": could not be checked */
	enum dmarc_code code;
	const char *policy_domain, *organizational;
	enum dmarc_policy policy;
	enum dmarc_code by_suffix;
	bool differs;
} check_cases[] = {
#define TXT(name, text) \
	"{\"question\":\"dns TXT _dmarc." name "\",\"status\":\"answered\"," \
	"\"data\":[\"\\\"" text "\\\"\"]}"
#define STATUS(question, status) \
	"{\"question\":\"" question "\",\"status\":\"" status "\"}"
	{ "aligned by DKIM", TXT("bank.example.com", "v=DMARC1; p=reject"),
	  "bank.example.com", "", "bank.example.com", DMARC_PASS, "bank.example.com",
	  "bank.example.com", DMARC_P_REJECT, DMARC_PASS, false },
	{ "aligned by SPF, relaxed", TXT("example.com", "v=DMARC1; p=reject"),
	  "example.com", "bounce.example.com", "", DMARC_PASS, "example.com",
	  "example.com", DMARC_P_REJECT, DMARC_PASS, false },
	{ "strict does not fall back to relaxed",
	  TXT("example.com", "v=DMARC1; p=reject; aspf=s; adkim=s"), "example.com",
	  "bounce.example.com", "mail.example.com", DMARC_FAIL, "example.com",
	  "example.com", DMARC_P_REJECT, DMARC_FAIL, false },
	{ "somebody else's pass is none of ours",
	  TXT("example.com", "v=DMARC1; p=quarantine"), "example.com", "example.org",
	  "example.net", DMARC_FAIL, "example.com", "example.com", DMARC_P_QUARANTINE,
	  DMARC_FAIL, false },
	{ "no record at all", "", "example.com", "example.com", "", DMARC_NONE, "",
	  "example.com", DMARC_P_NONE, DMARC_NONE, false },
	{ "the parent's record, its sp",
	  TXT("example.com", "v=DMARC1; p=reject; sp=none"), "a.b.example.com", "", "",
	  DMARC_FAIL, "example.com", "example.com", DMARC_P_NONE, DMARC_FAIL, false },
	{ "np for a name that does not exist",
	  TXT("example.com", "v=DMARC1; p=none; sp=quarantine; np=reject"),
	  "nobody.example.com", "", "", DMARC_FAIL, "example.com", "example.com",
	  DMARC_P_REJECT, DMARC_FAIL, false },
	{ "np does not speak of a name that exists",
	  TXT("example.com", "v=DMARC1; p=none; sp=quarantine; np=reject") "," STATUS(
	      "dns A here.example.com", "no-data"),
	  "here.example.com", "", "", DMARC_FAIL, "example.com", "example.com",
	  DMARC_P_QUARANTINE, DMARC_FAIL, false },
	{ "t=y lowers by one step, in the newer standard only",
	  TXT("example.com", "v=DMARC1; p=reject; t=y"), "example.com", "", "",
	  DMARC_FAIL, "example.com", "example.com", DMARC_P_QUARANTINE, DMARC_FAIL,
	  true },
	{ "psd=n cuts a domain in two",
	  TXT("example.com", "v=DMARC1; p=reject") "," TXT("team.example.com",
							   "v=DMARC1; p=none; psd=n"),
	  "a.team.example.com", "", "example.com", DMARC_FAIL, "team.example.com",
	  "team.example.com", DMARC_P_NONE, DMARC_PASS, true },
	{ "psd=y above: one label below is the organization",
	  TXT("com", "v=DMARC1; p=reject; psd=y"), "www.example.com", "",
	  "other.example.com", DMARC_PASS, "com", "example.com", DMARC_P_REJECT,
	  DMARC_NONE, true },
	{ "two records at the name: set aside, the parent's counts",
	  "{\"question\":\"dns TXT _dmarc.a.example.com\",\"status\":\"answered\","
	  "\"data\":[\"\\\"v=DMARC1; p=none\\\"\",\"\\\"v=DMARC1; "
	  "p=reject\\\"\"]}," TXT("example.com", "v=DMARC1; p=quarantine"),
	  "a.example.com", "", "", DMARC_FAIL, "example.com", "example.com",
	  DMARC_P_QUARANTINE, DMARC_FAIL, false },
	{ "more than eight labels: the seven last come second",
	  TXT("c.d.e.f.g.example.com", "v=DMARC1; p=reject; psd=n"),
	  "a.b.x.y.z.c.d.e.f.g.example.com", "", "", DMARC_FAIL, "c.d.e.f.g.example.com",
	  "c.d.e.f.g.example.com", DMARC_P_REJECT, DMARC_NONE, true },
	{ "a server that fails", STATUS("dns TXT _dmarc.example.com", "failed"),
	  "example.com", "example.com", "", DMARC_TEMPERROR, "", "", DMARC_P_NONE,
	  DMARC_TEMPERROR, false },
	{ "a question that was not allowed",
	  STATUS("dns TXT _dmarc.example.com", "not-recorded"), "example.com",
	  "example.com", "", DMARC_UNCHECKED, "", "", DMARC_P_NONE, DMARC_UNCHECKED,
	  false },
	{ "what would align could not be checked",
	  TXT("example.com", "v=DMARC1; p=reject"), "example.com", "?example.com", "",
	  DMARC_UNCHECKED, "example.com", "example.com", DMARC_P_REJECT, DMARC_UNCHECKED,
	  false },
	{ "letters of either case, and a final dot",
	  TXT("example.com", "v=DMARC1; p=reject"), "Example.COM.", "",
	  "MAIL.example.com", DMARC_PASS, "example.com", "example.com", DMARC_P_REJECT,
	  DMARC_PASS, false },
	{ "an international name", TXT("xn--wgv71a119e.jp", "v=DMARC1; p=reject"),
	  "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e.jp", "", "xn--wgv71a119e.jp", DMARC_PASS,
	  "xn--wgv71a119e.jp", "xn--wgv71a119e.jp", DMARC_P_REJECT, DMARC_PASS, false },
	{ "no domain in From", "", "", "example.com", "", DMARC_PERMERROR, "", "",
	  DMARC_P_NONE, DMARC_PERMERROR, false },
};

static struct dmarc_identifier identifier(const char *domain)
{
	struct dmarc_identifier id = { .domain = str_c(domain), .state = DMARC_ID_PASS };

	if (domain[0] == '?') {
		id.domain = str_skip(id.domain, 1);
		id.state = DMARC_ID_UNCHECKED;
	}
	return id;
}

static void check(const struct check_case *c)
{
	struct arena *arena = test_arena();
	struct str json = arena_printf(
	    arena, "{\"default\":\"no-such-name\",\"answers\":[%s]}", c->zone);
	struct err err;
	struct door_options options = { .contact = CONTACT_LOOKUP, .clock = 0 };
	struct answers *answers;
	struct door *door;
	struct dmarc_identifier dkim = identifier(c->dkim);
	struct dmarc_query query = { .from_domain = test_copy(c->from),
				     .spf = identifier(c->spf),
				     .dkim = &dkim,
				     .dkim_count = 1 };
	struct dmarc_result result;
	bool done = false;

	test_true(answers_read(arena, json, &answers, &err));
	options.answers = answers;
	door = door_new(arena, &options);
	for (int round = 0; round < 20 && !done; round++) {
		door_begin_round(door);
		done = dmarc_check(arena, door, &query, &result);
	}
	test_true(done);
	test_int(result.code, c->code);
	test_str(result.by_tree_walk.policy_domain, c->policy_domain);
	test_str(result.by_tree_walk.organizational_domain, c->organizational);
	test_int(result.by_tree_walk.policy, c->policy);
	test_int(result.by_public_suffix.code, c->by_suffix);
	test_int(result.differs, c->differs);
}

TEST(evaluation)
{
	for (size_t i = 0; i < COUNT(check_cases); i++) {
		test_case(check_cases[i].name);
		check(&check_cases[i]);
	}
}
