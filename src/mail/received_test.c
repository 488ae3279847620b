/* mail/received_test.c */
#include "mail/received.h"
#include "base/test.h"

/* Fields that are not named are not looked at; "-" means empty. */
static const struct {
	const char *name, *field;
	const char *from, *helo, *rdns, *ip, *by, *protocol, *id, *for_, *auth, *tls,
	    *envelope;
} cases[] = {
	{ "postfix",
	  "from a.example (b.example [192.0.2.7])\r\n\tby mx.example.jp (Postfix) with "
	  "ESMTP"
	  "\r\n\tid 4C1; Sun, 1 Jan 2023 22:22:02 +0900 (JST)",
	  .from = "a.example", .helo = "a.example", .rdns = "b.example",
	  .ip = "192.0.2.7", .by = "mx.example.jp", .protocol = "ESMTP", .id = "4C1",
	  .auth = "-" },
	{ "postfix, TLS and a login, three comments",
	  "from pc (b.example [192.0.2.7]) (using TLSv1.3 with cipher "
	  "TLS_AES_256_GCM_SHA384"
	  " (256/256 bits) key-exchange X25519) (Client CN \"x\", Issuer \"y\" (verified "
	  "OK))"
	  " (Authenticated sender: joe@c.example) by MX.Example (Postfix) with ESMTPSA "
	  "id 9"
	  " for <r@d.example>; Sun, 1 Jan 2023 22:22:02 +0900",
	  .helo = "pc", .rdns = "b.example", .ip = "192.0.2.7", .by = "mx.example",
	  .protocol = "ESMTPSA", .for_ = "r@d.example", .auth = "joe@c.example",
	  .tls = "TLSv1.3 TLS_AES_256_GCM_SHA384" },
	{ "postfix, no reverse name", "from a.example (unknown [192.0.2.7]) by mx",
	  .helo = "a.example", .rdns = "-", .ip = "192.0.2.7" },
	{ "postfix, IPv6", "from a (b.example [IPv6:2001:DB8:0::1]) by mx",
	  .rdns = "b.example", .ip = "2001:db8::1" },
	{ "qmail",
	  "from unknown (HELO jp5) (192.0.2.8) by mx.example with SMTP; 1 Jan 2023"
	  " 00:00:00 -0000",
	  .from = "unknown", .helo = "jp5", .rdns = "-", .ip = "192.0.2.8" },
	{ "qmail with a login, split at the last at-sign",
	  "from unknown (HELO jp5) (joe@c.example@192.0.2.8) by mx.example with ESMTPA; "
	  "1 Jan"
	  " 2023 00:00:00 -0000",
	  .helo = "jp5", .ip = "192.0.2.8", .auth = "joe@c.example",
	  .protocol = "ESMTPA" },
	{ "qmail, HELO left out because DNS says the same",
	  "from b.example (192.0.2.8) by mx.example with SMTP; 1 Jan 2023 00:00:00 -0000",
	  .helo = "b.example", .rdns = "b.example", .ip = "192.0.2.8", .auth = "-" },
	{ "qmail, RFC 1413 user is no login",
	  "from b.example (joe@192.0.2.8) by mx.example with SMTP; 1 Jan 2023 00:00:00 "
	  "-0000",
	  .ip = "192.0.2.8", .auth = "-" },
	{ "qmail, HELO is an address literal that is not the client's",
	  "from unknown (HELO [198.51.100.1]) (192.0.2.8) by mx with SMTP",
	  .ip = "192.0.2.8", .helo = "[198.51.100.1]" },
	{ "qmail with TLS",
	  "from unknown (HELO a) (192.0.2.8) by mx with (AES256-SHA encrypted)"
	  " ESMTPS",
	  .protocol = "ESMTPS", .tls = "AES256-SHA" },
	{ "qmail, from the queue",
	  "(qmail 4711 invoked from network); 1 Jan 2023 00:00:00 -0000", .from = "-",
	  .by = "-", .ip = "-" },
	{ "exim, verified name",
	  "from b.example ([192.0.2.9] helo=a.example) by mx with esmtp"
	  " (Exim 4.96) (envelope-from <s@a.example>) id 1pA-0001-XX",
	  .helo = "a.example", .rdns = "b.example", .ip = "192.0.2.9",
	  .id = "1pA-0001-XX" },
	{ "exim, name and HELO the same",
	  "from b.example ([192.0.2.9]:4321) by mx with esmtps"
	  " (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) id 1pA",
	  .helo = "b.example", .rdns = "b.example", .ip = "192.0.2.9",
	  .tls = "TLS1.3 TLS_AES_256_GCM_SHA384" },
	{ "exim, address alone",
	  "from [192.0.2.9] (port=4321 helo=pc) by mx with esmtpsa"
	  " (TLS1.2:ECDHE_RSA_AES_128_GCM_SHA256:128) (Exim 4.96) id 1pA",
	  .helo = "pc", .rdns = "-", .ip = "192.0.2.9", .protocol = "esmtpsa",
	  .tls = "TLS1.2 ECDHE_RSA_AES_128_GCM_SHA256" },
	{ "sendmail, may be forged",
	  "from a ([192.0.2.9] (may be forged)) by mx (8.17.1/8.17.1)"
	  " with ESMTP id 30A; Sun, 1 Jan 2023 00:00:00 GMT",
	  .helo = "a", .rdns = "-", .ip = "192.0.2.9", .id = "30A" },
	{ "sendmail, ident",
	  "from a (joe@b.example [192.0.2.9]) by mx (8.9.3/8.9.3) with SMTP",
	  .rdns = "b.example", .ip = "192.0.2.9", .auth = "-" },
	{ "sendmail, login without a name",
	  "from a (b.example [192.0.2.9]) (authenticated"
	  " bits=0) by mx (8.14.4/8.14.4) with ESMTP id 1",
	  .ip = "192.0.2.9", .auth = "-" },
	{ "exchange online",
	  "from A1.prod.outlook.com (2603:10a6:20b::23) by\r\n"
	  " B2.prod.outlook.com (2603:10b6:303::16) with Microsoft SMTP Server\r\n"
	  " (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9564.7 via "
	  "Frontend\r\n"
	  " Transport; Wed, 28 Jan 2026 16:02:38 +0000",
	  .helo = "A1.prod.outlook.com", .rdns = "-", .ip = "2603:10a6:20b::23",
	  .by = "b2.prod.outlook.com", .protocol = "SMTP", .id = "15.20.9564.7",
	  .tls = "TLS1_3 TLS_AES_256_GCM_SHA384" },
	{ "gmail, reverse name with a final dot",
	  "from a.example (b.example. [192.0.2.9]) by"
	  " mx.google.com with ESMTPS id q1 for <r@d.example> (version=TLS1_3"
	  " cipher=TLS_AES_128_GCM_SHA256 bits=128/128); Sun, 01 Jan 2023 00:00:00 -0800 "
	  "(PST)",
	  .rdns = "b.example", .tls = "TLS1_3 TLS_AES_128_GCM_SHA256" },
	{ "gmail, inside",
	  "by 2002:a05:6a10:1::5 with SMTP id q1; Sun, 1 Jan 2023 00:00:00 -0800",
	  .from = "-", .by = "2002:a05:6a10:1::5", .id = "q1" },
	{ "yahoo",
	  "from 192.0.2.9 (EHLO a.example) (192.0.2.9) by 10.253.1.1 with SMTPs;"
	  " Sun, 01 Jan 2023 00:00:00 +0000",
	  .helo = "a.example", .rdns = "-", .ip = "192.0.2.9", .by = "10.253.1.1" },
	{ "courier with a login",
	  "from pc (b.example [192.0.2.9]) (AUTH: LOGIN joe@c.example,"
	  " SSL: TLSv1/SSLv3,128bits,RC4-MD5) by mx with esmtp",
	  .auth = "joe@c.example", .tls = "TLSv1/SSLv3 RC4-MD5" },
	{ "domino",
	  "from a.example ([192.0.2.9]) by mx.example (Lotus Domino Release 9.0.1FP8)"
	  " with ESMTP id 2023010100000000-1 ; Sun, 1 Jan 2023 00:00:00 +0900",
	  .helo = "a.example", .rdns = "-", .ip = "192.0.2.9",
	  .id = "2023010100000000-1" },
	{ "communigate with a login",
	  "from [192.0.2.9] (account joe@c.example HELO pc) by mx"
	  " (CommuniGate Pro SMTP 6.3) with ESMTPSA id 7",
	  .helo = "pc", .ip = "192.0.2.9", .auth = "joe@c.example" },
	{ "mdaemon",
	  "from a.example [(192.0.2.9)] by mx (192.0.2.1) (MDaemon PRO v19) with"
	  " ESMTP id md5.msg",
	  .ip = "192.0.2.9", .id = "md5.msg" },
	{ "ironport, cipher glued to the protocol",
	  "from b.example (HELO a.example)"
	  " ([192.0.2.9]) by mx with ESMTP/TLS/AES128-SHA; 01 Jan 2023 00:00:00 +0900",
	  .helo = "a.example", .rdns = "b.example", .protocol = "ESMTP",
	  .tls = "AES128-SHA" },
	{ "web mail",
	  "from 192.0.2.9 (SquirrelMail authenticated user joe) by w.example with"
	  " HTTP; Sun, 1 Jan 2023 00:00:00 +0900",
	  .ip = "192.0.2.9", .auth = "joe" },
	{ "fetchmail",
	  "from pop.example [192.0.2.9] by localhost with POP3 (fetchmail-6.4) for"
	  " <r@localhost> (single-drop); Sun, 1 Jan 2023 00:00:00 +0900",
	  .ip = "192.0.2.9", .protocol = "POP3", .for_ = "r@localhost" },
	{ "amavis",
	  "from mx.example ([127.0.0.1]) by localhost (mx.example [127.0.0.1])"
	  " (amavisd-new, port 10024) with ESMTP id A-1",
	  .ip = "127.0.0.1", .id = "A-1" },
	{ "local",
	  "by mx.example (Postfix, from userid 33) id 4C1; Sun, 1 Jan 2023 00:00:00 GMT",
	  .from = "-", .by = "mx.example", .id = "4C1" },
	{ "a reverse name that looks like an address",
	  "from a (198.51.100.1 [192.0.2.9]) by mx", .ip = "192.0.2.9" },
	{ "a reverse name cannot pass for a login",
	  "from a (authenticated.example [192.0.2.9]) by mx",
	  .rdns = "authenticated.example", .ip = "192.0.2.9", .auth = "-" },
	{ "a HELO cannot pass for a login",
	  "from x (HELO authenticated) (192.0.2.9) by mx", .helo = "authenticated",
	  .auth = "-" },
	{ "a reverse name cannot pass for TLS", "from a (tls.example [192.0.2.9]) by mx",
	  .rdns = "tls.example", .tls = "-" },
	{ "a HELO that holds an address of somebody else",
	  "from mx.big.example([198.51.100.9]) (unknown [192.0.2.9]) by mx with ESMTP",
	  .ip = "192.0.2.9", .rdns = "-" },
	{ "a HELO that is nothing but an address in parentheses",
	  "from (198.51.100.9) (b.example [192.0.2.9]) by mx with ESMTP",
	  .ip = "192.0.2.9", .rdns = "b.example" },
	{ "a HELO that looks like a looked up name",
	  "from big.example(big.example[198.51.100.9]) (b.example [192.0.2.9]) by mx",
	  .ip = "192.0.2.9", .rdns = "b.example" },
	{ "exim: an address in the HELO",
	  "from [192.0.2.9] (helo=big.example([198.51.100.9])) by mx with esmtp (Exim 4)",
	  .ip = "192.0.2.9", .helo = "big.example" },
	{ "exim: what follows its helo= is nobody's address",
	  "from b.example ([192.0.2.9] helo=x) (198.51.100.9) by mx with esmtp (Exim 4)",
	  .ip = "192.0.2.9", .rdns = "b.example" },
	{ "a filter's version is no address",
	  "from a.example (b.example [192.0.2.9]) (amavisd-new, version 2.12.0.1) by mx",
	  .ip = "192.0.2.9", .rdns = "b.example" },
	{ "name and address without a blank", "from a (b.example[192.0.2.9]) by mx",
	  .ip = "192.0.2.9", .rdns = "b.example" },
	{ "the envelope sender in a comment is no reverse name",
	  "from 192.0.2.9(mailfrom:x@c.example fp:SMTPD_1) by mx", .ip = "192.0.2.9",
	  .rdns = "-", .envelope = "x@c.example" },
	{ "haraka",
	  "from a (b.example [192.0.2.9]) by mx (Haraka/3.0.3) with ESMTP id A.1\r\n\t"
	  "envelope-from <x@c.example>; Sun, 1 Jan 2023 00:00:00 +0000",
	  .id = "A.1", .envelope = "x@c.example" },
	{ "opensmtpd with a login",
	  "from a (b.example [192.0.2.9]) by mx (OpenSMTPD) with ESMTPSA id 1a "
	  "(TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) auth=yes user=joe for <r@d.example>",
	  .id = "1a", .auth = "joe", .for_ = "r@d.example" },
	{ "qmail with TLS, no parentheses",
	  "from a (192.0.2.8) by mx with AES256-SHA encrypted SMTP", .protocol = "SMTP",
	  .tls = "AES256-SHA" },
	{ "TLS said twice",
	  "from a (b.example [192.0.2.9]) (Using TLS) by mx with ESMTP with STARTTLS "
	  "(version=TLSv1.2, cipher=AES256-SHA) id 1",
	  .protocol = "ESMTP", .tls = "TLSv1.2 AES256-SHA" },
	{ "a HELO that is a clause word",
	  "from by (b.example [192.0.2.9]) by mx with SMTP", .from = "by", .helo = "by",
	  .by = "mx", .rdns = "b.example" },
	{ "never closed", "from a.example (b.example [192.0.2.7", .helo = "a.example",
	  .by = "-" },
	{ "no from", "by mx.example with SMTP", .from = "-", .by = "mx.example" },
	{ "empty", "", .from = "-", .by = "-", .id = "-" },
	{ "brackets that never close", "from [<[<[< by <[<[ id [", .by = "[" },
};

static void expect(struct str got, const char *want)
{
	if (want)
		test_str(got, strcmp(want, "-") == 0 ? "" : want);
}

TEST(received_reads_what_each_system_writes)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct received got;

		test_case(cases[i].name);
		received_parse(test_arena(), test_copy(cases[i].field), NULL, &got);
		expect(got.from, cases[i].from);
		expect(got.helo, cases[i].helo);
		expect(got.rdns, cases[i].rdns);
		expect(got.ip, cases[i].ip);
		expect(got.by, cases[i].by);
		expect(got.protocol, cases[i].protocol);
		expect(got.id, cases[i].id);
		expect(got.for_, cases[i].for_);
		expect(got.auth_user, cases[i].auth);
		expect(got.tls, cases[i].tls);
		expect(got.envelope_from, cases[i].envelope);
	}
}

static const struct {
	const char *name, *field;
	int64_t utc; /* 0: none */
} dates[] = {
	{ "behind the semicolon", "by a; Sun, 1 Jan 2023 00:00:00 +0000 (UTC)",
	  1672531200 },
	{ "a semicolon earlier",
	  "from x (SquirrelMail user); by a with HTTP; 1 Jan 2023 09:00:00"
	  " +0900",
	  1672531200 },
	{ "no semicolon", "from x by a id 9 Sun, 1 Jan 2023 00:00:00 +0000", 1672531200 },
	{ "clauses behind the date",
	  "from x by a; Sun, 1 Jan 2023 00:00:00 +0000 for <r@b>", 1672531200 },
	{ "ISO, as SendGrid writes it",
	  "by a with SMTP id 9 2023-01-01 00:00:00.12 +0000 UTC"
	  " m=+1.5",
	  1672531200 },
	{ "none", "from x by a with SMTP", 0 },
};

TEST(received_finds_the_date)
{
	for (size_t i = 0; i < COUNT(dates); i++) {
		struct received got;

		test_case(dates[i].name);
		received_parse(test_arena(), test_copy(dates[i].field), NULL, &got);
		test_int(got.date.ok, dates[i].utc != 0);
		test_int(got.date.ok ? got.date.utc : 0, dates[i].utc);
	}
}

TEST(received_flags)
{
	struct received got;

	received_parse(test_arena(),
		       STR("from a (b.example [192.0.2.1] (may be forged)) by c"), NULL,
		       &got);
	test_true(got.rdns_forged && !got.local && !got.authenticated);
	received_parse(test_arena(), STR("(qmail 1 invoked by uid 0); x"), NULL, &got);
	test_true(got.local);
	test_str(got.software, "qmail 1 invoked by uid 0");
	received_parse(test_arena(),
		       STR("from a (b [192.0.2.1]) (authenticated bits=0) by c"), NULL,
		       &got);
	test_true(got.authenticated);
	received_parse(test_arena(),
		       STR("from a (unknown [192.0.2.1]) by c (Postfix) with X"), NULL,
		       &got);
	test_true(got.rdns_unknown);
	test_str(got.software, "Postfix");
	received_parse(
	    test_arena(),
	    STR("from a (b [192.0.2.1]) by c (d [192.0.2.3]) via Frontend Transport"
		" with Microsoft SMTP Server"),
	    NULL, &got);
	test_str(got.by_ip, "192.0.2.3");
	test_str(got.via, "Frontend Transport");
	test_str(got.software, "Microsoft SMTP Server");
}

TEST(received_takes_linear_time_on_brackets)
{
	size_t n = 400000;
	char *p = arena_bytes(test_arena(), n);
	struct received got;

	for (size_t i = 0; i < n; i++)
		p[i] = "<[( <["[i % 6];
	received_parse(test_arena(), str_make(p, n), NULL, &got);
	for (size_t i = 0; i < n; i++)
		p[i] = "()<> "[i % 5];
	received_parse(test_arena(), str_make(p, n), NULL, &got);
	test_int(got.addr.kind, IP_NONE);
}

TEST(received_shows_names_bare_and_in_lower_case)
{
	test_str(received_shown(test_arena(), STR("MX.Example.JP")), "mx.example.jp");
	test_str(received_shown(test_arena(), STR("[IPv6:2001:DB8::1]")), "2001:db8::1");
	test_str(received_shown(test_arena(), STR("[192.0.2.1]")), "192.0.2.1");
	test_str(received_shown(test_arena(), STR("")), "");
}
