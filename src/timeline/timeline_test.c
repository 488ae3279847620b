/* timeline/timeline_test.c */
#include "timeline/timeline.h"

#include "base/limits.h"
#include "case/notebook.h"
#include "check/check_test.h"
#include "maillog/sessions.h"

static const char profile[] = "own-domain = example.jp\nrelay = mx.example.jp\n"
			      "time-zone = +0900\nholidays = JP\n";

#define MAIL(first, second, date) \
	"Received: from b.example (b.example [192.0.2.7]) by mx.example.jp\n" \
	"\tfor <rcpt@example.jp>; " first "\n" \
	"Received: from a.example by b.example; " second "\n" \
	"From: joe@b.example\nTo: rcpt@example.jp\nSubject: s\n" \
	"Date: " date "\n\nbody\n"

static const struct moment *first_of(const struct timeline *timeline, const char *kind)
{
	for (uint32_t i = 0; i < timeline->count; i++)
		if (strcmp(timeline->moments[i].kind, kind) == 0)
			return &timeline->moments[i];
	return NULL;
}

static const struct timeline *of(const char *mail)
{
	return timeline_of(inspect_text(mail, profile));
}

static const char *order_of(const struct timeline *timeline)
{
	struct str kinds = STR("");

	for (uint32_t i = 0; i < timeline->count; i++)
		kinds = arena_printf(test_arena(), "%.*s%s ", STR_ARG(kinds),
				     timeline->moments[i].kind);
	return kinds.p;
}

TEST(a_mail_has_its_date_and_its_hops_in_order)
{
	const struct timeline *timeline =
	    of(MAIL("Sun, 1 Jan 2023 22:22:02 +0900", "Sun, 1 Jan 2023 22:21:00 +0900",
		    "Sun, 1 Jan 2023 20:41:04 +0800"));

	test_str(str_c(order_of(timeline)), "date hop handed-over ");
	test_int(timeline->moments[0].utc, 1672576864);
	test_int(timeline->moments[0].grade, GRADE_CLAIMED);
	test_int(timeline->moments[2].grade, GRADE_VOUCHED);
	test_str(timeline->moments[2].who, "mx.example.jp");
	for (uint32_t i = 0; i < timeline->count; i++)
		test_true(!timeline->moments[i].impossible);
	test_int(timeline->recipient_minutes, 540);
	test_int(timeline->sender_minutes, 480);
	test_int(timeline->weekday, 0);
	test_true(timeline->holiday != NULL);
	test_str(timeline->holiday->name_en, "New Year's Day");
}

TEST(what_cannot_have_been_is_marked)
{
	static const struct {
		const char *name, *mail, *kind;
		bool impossible;
	} cases[] = {
		{ "written after the hand-over",
		  MAIL("Mon, 2 Jan 2023 05:00:00 +0900", "Mon, 2 Jan 2023 04:59:00 +0900",
		       "Mon, 2 Jan 2023 06:00:00 +0900"),
		  "date", true },
		{ "a clock that is a minute ahead",
		  MAIL("Mon, 2 Jan 2023 05:00:00 +0900", "Mon, 2 Jan 2023 04:59:00 +0900",
		       "Mon, 2 Jan 2023 05:01:30 +0900"),
		  "date", false },
		{ "a hop before the one below it",
		  MAIL("Mon, 2 Jan 2023 05:00:00 +0900", "Mon, 2 Jan 2023 05:10:00 +0900",
		       "Mon, 2 Jan 2023 04:50:00 +0900"),
		  "handed-over", true },
		{ "servers whose clocks differ by a minute",
		  MAIL("Mon, 2 Jan 2023 05:00:00 +0900", "Mon, 2 Jan 2023 05:01:00 +0900",
		       "Mon, 2 Jan 2023 04:50:00 +0900"),
		  "handed-over", false },
		{ "after the moment of the report",
		  MAIL("Tue, 3 Jan 2023 05:00:00 +0900", "Tue, 3 Jan 2023 04:59:00 +0900",
		       "Tue, 3 Jan 2023 04:50:00 +0900"),
		  "hop", true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct moment *moment;

		test_case(cases[i].name);
		moment = first_of(of(cases[i].mail), cases[i].kind);
		test_true(moment && (moment->impossible != NULL) == cases[i].impossible);
	}
}

TEST(without_a_profile_or_a_zone_nothing_is_made_up)
{
	const struct timeline *timeline = timeline_of(inspect_text(
	    "From: a@b.example\nDate: Sun, 1 Jan 2023 10:00:00 -0000\n\nx\n", NULL));

	test_true(!timeline->has_sender && !timeline->has_recipient);
	test_int(timeline->arrived, 0);
	test_int(timeline->weekday, -1);
	test_int(timeline->count, 1);
}

static const char registered[] =
    "{\"default\":\"no-such-name\",\"answers\":["
    "{\"question\":\"whois whois.iana.org cn\",\"status\":\"answered\",\"data\":"
    "[\"refer: whois.cnnic.cn\\n\\ndomain: CN\\n\\nwhois: whois.cnnic.cn\\n\"]},"
    "{\"question\":\"dns A whois.iana.org\",\"status\":\"answered\",\"data\":"
    "[\"192.0.2.1\"]},"
    "{\"question\":\"dns A whois.cnnic.cn\",\"status\":\"answered\",\"data\":"
    "[\"192.0.2.2\"]},"
    "{\"question\":\"whois whois.cnnic.cn b-mail.cn\",\"status\":\"answered\",\"data\":"
    "[\"Domain Name: b-mail.cn\\nROID: 1\\nDomain Status: ok\\n"
    "Sponsoring Registrar: R\\nName Server: ns.b-mail.cn\\n"
    "Registration Time: 2023-01-02 08:00:00\\n"
    "Expiration Time: 2024-01-02 08:00:00\\nDNSSEC: unsigned\\n\"]}]}";

TEST(a_domain_that_is_younger_than_its_mail)
{
	const struct timeline *timeline = timeline_of(
	    inspect_answered("Received: from x (x [192.0.2.7]) by mx.example.jp; "
			     "Sun, 1 Jan 2023 22:22:02 +0900\nFrom: a@b-mail.cn\n\nx\n",
			     profile, registered));
	const struct moment *moment = first_of(timeline, "registered");

	test_true(moment && moment->impossible);
	test_int(moment->utc, 1672617600);
	test_str(moment->who, "whois.cnnic.cn");
	test_int(moment->grade, GRADE_VOUCHED);
	moment = first_of(timeline, "expires");
	/* An end that is to come is nothing odd. */
	test_true(moment && moment->due && !moment->impossible);
}

static struct inspection *with_notes(const char *when, uint32_t count)
{
	struct inspection *in = inspect_text(MAIL("Mon, 2 Jan 2023 05:00:00 +0900",
						  "Mon, 2 Jan 2023 04:59:00 +0900",
						  "Mon, 2 Jan 2023 04:50:00 +0900"),
					     profile);
	struct notebook *notebook = arena_new_of(in->arena, struct notebook);

	notebook->count = count;
	notebook->entries = arena_alloc_array(in->arena, count, sizeof(struct entry));
	for (uint32_t i = 0; i < count; i++)
		notebook->entries[i] = (struct entry){ .n = i + 1,
						       .kind = ENTRY_SOURCE,
						       .utc = 1672621000,
						       .title = STR("T"),
						       .said_by = STR("P"),
						       .when = str_c(when) };
	in->notebook = notebook;
	return in;
}

TEST(a_day_alone_stands_before_its_hours)
{
	static const struct {
		const char *when, *order;
		bool day;
	} cases[] = {
		{ "2023-01-01 AM", "note date hop handed-over ", true },
		{ "2023-01-01T19:50:00Z", "date note hop handed-over ", false },
		{ "2023-01-02 04:50+09:00", "date note hop handed-over ", false },
		{ "2023-01", "date hop handed-over note ", false },
		{ "some day", "date hop handed-over note ", false },
		{ "", "date hop handed-over note ", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct timeline *timeline;

		test_case(cases[i].when);
		timeline = timeline_of(with_notes(cases[i].when, 1));
		test_str(str_c(order_of(timeline)), cases[i].order);
		test_int(first_of(timeline, "note")->date_only, cases[i].day);
	}
}

TEST(what_has_no_room_is_counted)
{
	const struct timeline *timeline =
	    timeline_of(with_notes("2023-01-01", LIMIT_TIMELINE + 5));

	test_int(timeline->count, LIMIT_TIMELINE);
	test_int(timeline->left_out, 8);
}

TEST(sessions_of_the_log_stand_in_it)
{
	struct inspection *in = with_notes("2023-01-01", 0);
	struct log_sessions *log = arena_new_of(in->arena, struct log_sessions);
	static struct log_session sessions[] = {
		{ .n = 1, .begin = 1672577551, .end = 1672577851, .outcome = LOG_SILENT },
		{ .n = 2, .begin = 1672578715, .outcome = LOG_REJECTED },
		{ .n = 3, .outcome = LOG_UNKNOWN },
	};
	const struct timeline *timeline;

	log->sessions = sessions;
	log->count = COUNT(sessions);
	in->log = log;
	timeline = timeline_of(in);
	test_str(str_c(order_of(timeline)), "attempt attempt date hop handed-over ");
	test_int(timeline->moments[0].grade, GRADE_OBSERVED);
}

TEST(every_kind_is_one_of_the_contract)
{
	const struct timeline *timeline = timeline_of(with_notes("2023-01-01", 1));

	for (uint32_t i = 0; i < timeline->count; i++) {
		size_t k = 0;

		while (timeline_kind(k) &&
		       strcmp(timeline_kind(k), timeline->moments[i].kind) != 0)
			k++;
		test_true(timeline_kind(k) != NULL);
	}
	test_str(str_c(timeline_kind_text("expires")), "end of the registration");
}
