/* door/door_test.c */
#include "base/buf.h"
#include "base/limits.h"
#include "base/test.h"
#include "door/door.h"
#include "record/dns.h"

static struct door *open_door(enum contact contact, const char *json)
{
	struct door_options options = { .contact = contact, .clock = 1700000000 };
	struct answers *answers = NULL;
	struct err err = { 0 };

	if (json)
		test_true(answers_read(test_arena(), test_copy(json), &answers, &err));
	options.answers = answers;
	return door_new(test_arena(), &options);
}

static void put(struct door *door, const char *question, enum answer_status status,
		const char *bytes)
{
	struct answer answer = { .question = test_copy(question),
				 .status = status,
				 .bytes = test_copy(bytes) };

	door_put(door, &answer);
}

/* An asker that needs an answer to know what to ask next, and asks two things at once. */
static bool ask_in_two_steps(struct door *door, struct buf *said)
{
	const struct answer *a = door_ask_dns(door, DNS_TXT, STR("a.example"));
	const struct answer *b = door_ask_dns(door, DNS_TXT, STR("B.example."));
	const struct answer *c;

	if (!a || !b)
		return false;
	c = door_ask_dns(door, DNS_TXT, a->bytes);
	if (!c)
		return false;
	buf_printf(said, "%.*s %.*s %.*s", STR_ARG(a->bytes), STR_ARG(b->bytes),
		   STR_ARG(c->bytes));
	return true;
}

TEST(door_answers_in_rounds)
{
	struct door *door = open_door(CONTACT_LOOKUP, NULL);
	const struct answer **all;
	struct question question;
	struct buf said;

	buf_init(&said, 0);
	door_begin_round(door);
	test_true(!ask_in_two_steps(door, &said));
	test_true(door_waits(door));
	test_true(door_next_question(door, &question));
	test_str(question.text, "dns TXT a.example");
	test_true(door_next_question(door, &question));
	test_str(question.text, "dns TXT b.example");
	test_true(!door_next_question(door, &question));

	/* The second answer comes first; run again, nothing new is asked. */
	put(door, "dns TXT b.example", ANSWER_ANSWERED, "B");
	door_begin_round(door);
	test_true(!ask_in_two_steps(door, &said));
	test_true(door_waits(door));
	test_true(!door_next_question(door, &question));

	put(door, "dns TXT a.example", ANSWER_ANSWERED, "0.example");
	door_begin_round(door);
	test_true(!ask_in_two_steps(door, &said));
	test_true(door_next_question(door, &question));
	test_str(question.text, "dns TXT 0.example");

	put(door, "dns TXT 0.example", ANSWER_ANSWERED, "C");
	door_begin_round(door);
	test_true(ask_in_two_steps(door, &said));
	test_true(!door_waits(door));
	test_str(buf_peek(&said), "0.example B C");
	buf_fini(&said);

	/* The order of asking does not show. */
	test_int(door_settle(door, &all), 3);
	test_str(all[0]->question, "dns TXT 0.example");
	test_str(all[1]->question, "dns TXT a.example");
	test_int(all[2]->n, 3);
}

TEST(door_takes_one_answer_to_what_was_asked)
{
	struct door *door = open_door(CONTACT_LOOKUP, NULL);
	const struct answer **all;

	door_ask_dns(door, DNS_A, STR("a.example"));
	put(door, "dns A b.example", ANSWER_ANSWERED, "not asked");
	put(door, "dns A a.example", ANSWER_TIMEOUT, "");
	put(door, "dns A a.example", ANSWER_ANSWERED, "too late");
	test_int(door_settle(door, &all), 1);
	test_int(all[0]->status, ANSWER_TIMEOUT);
}

TEST(door_stays_closed_beyond_the_contact_level)
{
	struct door *door = open_door(CONTACT_LOOKUP, NULL);
	struct question question;
	const struct answer *answer;

	test_true(
	    question_read(test_arena(), STR("http GET http://a.example/"), &question));
	answer = door_ask(door, &question);
	test_int(answer->status, ANSWER_NOT_ALLOWED);
	test_true(answer->reason.n > 0);
	test_true(!door_next_question(door, &question));
	door = open_door(CONTACT_OFFLINE, NULL);
	answer = door_ask_dns(door, DNS_A, STR("a.example"));
	test_int(answer->status, ANSWER_NOT_ALLOWED);
	test_true(!door_waits(door));
}

TEST(door_opens_onto_a_file)
{
	struct door *door = open_door(
	    CONTACT_LOOKUP, "{\"answers\":[{\"question\":\"dns A a.example\",\"data\":"
			    "[\"192.0.2.1\"]}]}");
	const struct answer *answer = door_ask_dns(door, DNS_A, STR("A.EXAMPLE"));

	test_int(answer->status, ANSWER_ANSWERED);
	test_int(answer->asked_at, 1700000000);
	test_str(answer->from, "answers file");
	test_true(answer == door_ask_dns(door, DNS_A, STR("a.example.")));
	test_int(door_ask_dns(door, DNS_A, STR("b.example"))->status,
		 ANSWER_NOT_RECORDED);
}

TEST(door_does_not_ask_for_what_cannot_exist)
{
	struct door *door = open_door(CONTACT_LOOKUP, NULL);
	const struct answer **all;

	test_int(door_ask_dns(door, DNS_A, STR("a..example"))->status,
		 ANSWER_NO_SUCH_NAME);
	test_int(door_settle(door, &all), 0);
}

TEST(door_forbids_and_remembers_why)
{
	struct door *door = open_door(CONTACT_LOOKUP, "{\"default\":\"no-such-name\"}");
	const struct answer **all;
	struct question question;

	test_true(question_dns(test_arena(), DNS_A, STR("ann.example"), &question));
	test_int(door_forbid(door, &question, "it names Ann")->status,
		 ANSWER_NOT_ALLOWED);
	test_int(door_ask(door, &question)->status, ANSWER_NOT_ALLOWED);
	test_int(door_settle(door, &all), 1);
	test_str(all[0]->reason, "it names Ann");
}

TEST(door_has_a_budget)
{
	struct door *door = open_door(CONTACT_LOOKUP, NULL);
	const struct answer *answer;
	const struct answer **all;

	door_begin_round(door);
	for (int i = 0; i < LIMIT_QUESTIONS; i++)
		test_true(!door_ask_dns(door, DNS_A,
					arena_printf(test_arena(), "h%d.example", i)));
	test_int(door_unasked(door), 0);
	answer = door_ask_dns(door, DNS_A, STR("more.example"));
	test_int(answer->status, ANSWER_NOT_ALLOWED);
	test_int(door_unasked(door), 1);
	test_true(!door_ask_dns(door, DNS_A, STR("h7.example"))); /* asked already */
	/* The next round asks the same; what was refused is still known, and told once.
	 */
	door_begin_round(door);
	test_int(door_unasked(door), 1);
	test_int(door_ask_dns(door, DNS_A, STR("more.example"))->status,
		 ANSWER_NOT_ALLOWED);
	test_int(door_unasked(door), 1);
	test_int(door_settle(door, &all), 1);
	test_str(all[0]->question, "dns A more.example");
	test_true(all[0]->reason.p == door_over_budget);
}

TEST(door_does_not_let_out_the_recipient)
{
	static const struct str recipient = { "ann.smith@example.jp", 20 };
	struct door_options options = { .contact = CONTACT_VISIT };
	struct token_needles needles;
	const struct answer *answer;
	struct question question;
	struct door *door;

	token_needles(test_arena(), &recipient, 1, NULL, &needles);
	options.secrets = &needles;
	door = door_new(test_arena(), &options);
	answer = door_ask_dns(door, DNS_TXT, STR("ann.smith=example.jp.b.example"));
	test_true(answer && answer->reason.p == door_carries_recipient);
	test_true(!door_ask_dns(door, DNS_TXT, STR("b.example")));
	test_true(question_read(test_arena(),
				STR("http GET https://b.example/?u=ann.smith%40example."
				    "jp"),
				&question));
	answer = door_ask(door, &question);
	test_true(answer && answer->status == ANSWER_NOT_ALLOWED);
	test_true(
	    question_read(test_arena(), STR("history ann.smith@example.jp"), &question));
	test_true(!door_ask(door, &question)); /* asked on this machine */
}

TEST(door_tells_what_a_question_was_for)
{
	struct door *door = open_door(CONTACT_LOOKUP, "{\"default\":\"no-such-name\"}");
	const struct answer **all;

	door_ask_dns(door, DNS_A, STR("a.example"));
	door_purpose(door, PURPOSE_DKIM_KEY);
	door_ask_dns(door, DNS_A, STR("b.example"));
	door_purpose(door, PURPOSE_ARC_KEY);
	door_ask_dns(door, DNS_A, STR("b.example"));
	test_int(door_settle(door, &all), 2);
	test_int(all[0]->purposes, 0);
	test_int(all[1]->purposes, 1 << PURPOSE_DKIM_KEY | 1 << PURPOSE_ARC_KEY);
}

/* One line of a block: two questions, one of them everybody's. */
static bool ask_as(struct door *door, uint32_t asker, const char *own)
{
	const struct answer *shared, *mine;

	door_begin_asker(door, asker);
	shared = door_ask_dns(door, DNS_TXT, STR("shared.example"));
	mine = door_ask_dns(door, DNS_TXT, str_c(own));
	return shared && mine;
}

TEST(door_takes_several_askers)
{
	struct door *door = open_door(CONTACT_LOOKUP, NULL);
	const struct answer **all;
	struct question question;
	uint32_t ready;
	int questions = 0;

	test_true(!ask_as(door, 0, "a.example"));
	test_true(!ask_as(door, 1, "b.example"));
	test_true(!ask_as(door, 70, "A.example.")); /* that of the first */
	while (door_next_question(door, &question))
		questions++;
	test_int(questions, 3);
	put(door, "dns TXT a.example", ANSWER_ANSWERED, "a");
	test_true(!door_next_ready(door, &ready));
	put(door, "dns TXT shared.example", ANSWER_ANSWERED, "s");
	test_true(door_next_ready(door, &ready));
	test_true(ready == 0 || ready == 70);
	test_true(door_next_ready(door, &ready));
	test_true(ready == 0 || ready == 70);
	test_true(!door_next_ready(door, &ready));
	test_true(ask_as(door, 70, "a.example"));
	test_int(door_settle(door, &all), 2);
	test_str(all[0]->question, "dns TXT a.example");
	test_int(all[0]->n, 1);
	put(door, "dns TXT b.example", ANSWER_NO_DATA, "");
	test_true(door_next_ready(door, &ready));
	test_int(ready, 1);
	test_true(ask_as(door, 1, "b.example"));
	test_int(door_settle(door, &all), 2);
	test_str(all[0]->question, "dns TXT b.example");
}

TEST(door_keeps_what_was_read_of_an_answer)
{
	struct door *door = open_door(CONTACT_LOOKUP, "{\"default\":\"no-such-name\"}");
	const struct answer *answer = door_ask_dns(door, DNS_TXT, STR("a.example"));
	int made;

	door_keep(door, answer, ANSWER_READ_BY_SPF, &made);
	answer = door_ask_dns(door, DNS_TXT, STR("A.EXAMPLE"));
	test_true(answer->kept[ANSWER_READ_BY_SPF] == &made);
	test_true(!door_ask_dns(door, DNS_A, STR("a.example"))->kept[ANSWER_READ_BY_SPF]);
}

TEST(question_text_is_the_same_both_ways)
{
	static const char *const names[] = { "a.example",
					     "A.Example.",
					     "x\\046y.example",
					     "_dmarc.a.example",
					     ".",
					     "a\\032b.example",
					     "",
					     "a..example" };

	for (size_t i = 0; i < COUNT(names); i++) {
		char text[QUESTION_DNS_TEXT];
		size_t n = question_dns_write(DNS_TXT, str_c(names[i]), text);
		struct question question;

		test_case(names[i]);
		test_int(question_dns(test_arena(), DNS_TXT, str_c(names[i]), &question),
			 n > 0);
		if (n)
			test_true(str_eq(question.text, str_make(text, n)));
	}
}

TEST(decoders_are_asked_at_every_level_and_keep_no_time)
{
	struct door_options options = { .contact = CONTACT_OFFLINE, .clock = 1700000000 };
	struct door *door = door_new(test_arena(), &options);
	char sum[65] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	struct question question, out;
	const struct answer *answer;

	question_media(test_arena(), str_c(sum), "image", STR("bytes"), &question);
	test_true(!door_ask(door, &question));
	test_true(door_next_question(door, &out));
	test_str(out.payload, "bytes");
	door_put(door, &(struct answer){ .question = question.text,
					 .status = ANSWER_ANSWERED,
					 .bytes = STR("{}"),
					 .asked_at = 1800000000,
					 .duration_ms = 3,
					 .cached = true });
	answer = door_ask(door, &question);
	test_true(answer && answer->asked_at == 1700000000 && !answer->cached);
	test_true(answer->duration_ms < 1);
}

TEST(where_nobody_carries_questions_no_decoder_is_waited_for)
{
	struct door_options options = { .contact = CONTACT_OFFLINE, .undecoded = true };
	struct door *door = door_new(test_arena(), &options);
	char sum[65] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	const struct answer *answer;
	struct question question;

	question_media(test_arena(), str_c(sum), "image", STR("bytes"), &question);
	answer = door_ask(door, &question);
	test_true(answer && answer->status == ANSWER_NOT_ALLOWED);
}
