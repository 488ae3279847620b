/* record/profile_draft_test.c */
#include "base/buf.h"
#include "base/test.h"
#include "record/path.h"

static struct message *read_mail(const char *text)
{
	struct message *message = arena_new_of(test_arena(), struct message);

	message->arena = test_arena();
	message->raw = test_copy(text);
	message->defects =
	    (struct defects){ .arena = test_arena(), .input = message->raw };
	header_parse(test_arena(), message->raw, &message->defects, &message->header);
	return message;
}

static struct site draft_of(const char *const *texts, uint32_t count)
{
	struct message *mails[8];
	struct site site = { 0 };
	struct err err = { 0 };
	struct buf out;

	for (uint32_t i = 0; i < count; i++)
		mails[i] = read_mail(texts[i]);
	buf_init(&out, 0);
	profile_draft(test_arena(), mails, count, &out);
	if (!site_parse(test_arena(), arena_str(test_arena(), buf_peek(&out)), "draft",
			&site, &err))
		test_str(str_c(err.what), "");
	buf_fini(&out);
	return site;
}

TEST(profile_draft_can_be_read_back)
{
	static const char *const mails[] = {
		"Delivered-To: r@example.jp\n"
		"Authentication-Results: mx.example.jp; spf=pass smtp.mailfrom=a.test\n"
		"Received: from a.test (a.test [192.0.2.7]) by mx.example.jp (Postfix) "
		"with ESMTP"
		" id 1 for <r@example.jp>; Tue, 7 Mar 2023 10:00:02 +0900\n"
		"X-Spam-Status: No\nFrom: x@a.test\n\n",
		"Authentication-Results: mx.example.jp; spf=pass smtp.mailfrom=b.test\n"
		"Received: from b.test (b.test [192.0.2.8]) by mx.example.jp (Postfix) "
		"with ESMTP"
		" id 2 for <s@example.jp>; Tue, 7 Mar 2023 11:00:02 +0900\n"
		"Authentication-Results: mx.bank.test; spf=pass\nFrom: x@b.test\n\n",
		"Received: from c.test (c.test [192.0.2.9]) by odd.example.jp (Postfix) "
		"with ESMTP"
		" id 3 for <t@other.test>; Tue, 7 Mar 2023 11:00:02 +0100\nFrom: "
		"x@c.test\n\n",
	};
	struct site site = draft_of(mails, COUNT(mails));

	test_int(site.own_domains.count, 1);
	test_str(site.own_domains.items[0], "example.jp");
	test_int(site.relay_hosts.count, 1);
	test_str(site.relay_hosts.items[0], "mx.example.jp");
	test_int(site.authserv_ids.count, 1);
	test_str(site.authserv_ids.items[0], "mx.example.jp");
	test_int(site.zone_minutes, 540);
	test_int(site.spam_fields.count, 0);
}

TEST(profile_draft_shows_results_below_and_leaves_them_to_a_person)
{
	static const char *const mails[] = {
		"Received: from a.test (a.test [192.0.2.7]) by mx.example.jp (Postfix) "
		"with ESMTP id 1 for <r@example.jp>; Tue, 7 Mar 2023 10:00:02 +0900\n"
		"Authentication-Results: mx.example.jp; spf=pass smtp.mailfrom=a.test\n"
		"From: x@a.test\n\n",
	};
	struct message *mail = read_mail(mails[0]);
	struct buf out;

	buf_init(&out, 0);
	profile_draft(test_arena(), &mail, 1, &out);
	test_true(str_find_str(buf_peek(&out),
			       STR("\n# results-below = yes   # in 1 of 1 mails")) !=
		  STR_NPOS);
	buf_fini(&out);
	test_true(!draft_of(mails, 1).results_below);
}

TEST(profile_draft_at_a_provider_owns_no_domain)
{
	static const char *const mails[] = {
		"Delivered-To: me@gmail.com\n"
		"Received: by 2002:a05:6a10::1 with SMTP id q1; Sun, 1 Jan 2023 05:22:03 "
		"-0800\n"
		"Received: from a.test (a.test. [192.0.2.7]) by mx.google.com with "
		"ESMTPS id q2"
		" for <me@gmail.com>; Sun, 1 Jan 2023 05:22:02 -0800\nFrom: x@a.test\n\n",
	};
	struct site site = draft_of(mails, 1);

	test_int(site.own_domains.count, 0);
	test_int(site.presets.count, 1);
	test_str(site.presets.items[0], "gmail");
}

TEST(profile_draft_lets_no_mail_write_a_line)
{
	static const char *const mails[] = {
		"Delivered-To: r@example.jp\r\n relay = evil.test\n"
		"Authentication-Results: \"a\\\nrelay=evil.test\"; spf=pass\n"
		"Received: from a.test (a.test [192.0.2.7]) by mx#.example.jp,evil.test "
		"with"
		" ESMTP for <a@b.c,d>\nX-Spam,evil: 1\nFrom: x@a.test\n\n",
	};
	struct site site = draft_of(mails, 1);

	test_int(site.relay_hosts.count, 0);
	test_int(site.authserv_ids.count, 0);
	test_int(site.own_domains.count, 0);
	site = draft_of(NULL, 0);
	test_true(site.given);
}
