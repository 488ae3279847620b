/* check/form_test.c - filters' marks, generators, encodings: specimen and twin. */
#include "check/check_test.h"

static const char site[] = "own-domain = example.jp\nrelay = mx.example.jp\n"
			   "spam-stamp = [spam]\nspam-field = X-Site: bad\n";

/* `above` stands above the Received of the boundary, `below` under it. */
static struct inspection *mail(const char *above, const char *below, const char *subject,
			       const char *profile)
{
	struct str text =
	    arena_printf(test_arena(),
			 "%sReceived: from a.example.net (a.example.net [192.0.2.7]) by "
			 "mx.example.jp\n"
			 " with ESMTP id 1; Sun, 01 Jan 2023 22:22:02 +0900\n"
			 "From: a@example.net\nTo: taro@example.jp\nSubject: %s\n%s\nx\n",
			 above, subject, below);

	return inspect_bytes(text, profile);
}

static const struct {
	const char *name, *above, *below, *subject, *meaning;
	int severity; /* -1: silent */
} marks[] = {
	{ "stamp", "", "", "[SPAM] buy", "stamped as spam", SEVERITY_ADVERSE },
	{ "site field", "X-Site: BAD news\n", "", "x", "marked as spam",
	  SEVERITY_ADVERSE },
	{ "flag", "X-Spam-Flag: YES\n", "", "x", "spam", SEVERITY_ADVERSE },
	{ "flag below", "", "X-Spam-Flag: YES\n", "x", "spam", SEVERITY_NOTE },
	{ "status", "X-Spam-Status: Yes, score=9\n", "", "x", "spam", SEVERITY_ADVERSE },
	{ "not spam", "X-Spam-Status: No, score=1\n", "", "x", NULL, -1 },
	{ "rspamd", "X-Spamd-Result: default: True [20.0 / 15.0]; A\n", "", "x", "spam",
	  SEVERITY_ADVERSE },
	{ "rspamd, no", "X-Spamd-Result: default: False [2.0 / 15.0]; A\n", "", "x", NULL,
	  -1 },
	{ "proofpoint", "X-Proofpoint-Spam-Details: rule=phish policy=x\n", "", "x",
	  "phishing", SEVERITY_ADVERSE },
	{ "category", "X-Forefront-Antispam-Report: CIP:1;CAT:HPHSH;SFV:SPM;SCL:9;\n", "",
	  "x", "phishing, with high confidence", SEVERITY_ADVERSE },
	{ "level alone", "X-MS-Exchange-Organization-SCL: 6\n", "", "x", "spam",
	  SEVERITY_ADVERSE },
	{ "level 1", "X-MS-Exchange-Organization-SCL: 1\n", "", "x", NULL, -1 },
	{ "bulk", "X-Microsoft-Antispam: BCL:8;\n", "", "x",
	  "bulk mail with many complaints", SEVERITY_NOTE },
	{ "little bulk", "X-Microsoft-Antispam: BCL:0;\n", "", "x", NULL, -1 },
	{ "a word of no table", "X-Spam-Flag: maybe\n", "", "x", NULL, -1 },
};

TEST(marks_of_filters)
{
	for (size_t i = 0; i < COUNT(marks); i++) {
		struct inspection *in =
		    mail(marks[i].above, marks[i].below, marks[i].subject, site);

		test_case(marks[i].name);
		if (marks[i].severity < 0) {
			test_silent(in, "flt.marked");
			continue;
		}
		const struct finding *finding = test_fires(in, "flt.marked");

		test_int(finding->severity, marks[i].severity);
		test_str(finding_text(finding, "meaning"), marks[i].meaning);
	}
}

TEST(nothing_marked)
{
	test_int(test_fires(mail("", "", "x", site), "flt.not-marked")->variant, 0);
	test_int(test_fires(mail("X-Spam-Flag: NO\n", "", "x", NULL), "flt.not-marked")
		     ->variant,
		 1);
	test_silent(mail("", "", "[spam] x", site), "flt.not-marked");
	test_silent(mail("", "", "x", NULL), "flt.not-marked");
	/* Below the boundary anybody may write "NO". */
	test_silent(mail("", "X-Spam-Flag: NO\n", "x", NULL), "flt.not-marked");
}

static const char python[] = "Content-Type: text/html; charset=\"utf-8\"\n"
			     "MIME-Version: 1.0\n"
			     "Content-Transfer-Encoding: base64\n"
			     "From: =?utf-8?q?shop?= <a@example.net>\n"
			     "Subject: =?utf-8?b?c2hvcA==?=\n"
			     "To: taro@example.jp\n\nPGI+c2hvcDwvYj4K\n";
static const char usual[] = "From: shop <a@example.net>\nSubject: shop\n"
			    "To: taro@example.jp\nMIME-Version: 1.0\n"
			    "Content-Type: text/plain; charset=\"utf-8\"\n"
			    "Content-Transfer-Encoding: 8bit\n\nshop\n";

TEST(python_is_told_by_the_order_of_fields)
{
	struct inspection *in = inspect_text(python, NULL);
	const struct finding *finding = test_fires(in, "hdr.generator");

	test_str(finding_text(finding, "generator"), "Python email.mime");
	test_int(finding->severity, SEVERITY_CAUTION);
	test_silent(inspect_text(usual, NULL), "hdr.generator");
}

static const struct {
	const char *name, *more, *generator;
	int variant;
} generators[] = {
	{ "PHPMailer", "X-Mailer: PHPMailer 6.1 (https://github.com)\n", "PHPMailer", 0 },
	{ "PHPMailer by boundary",
	  "Content-Type: multipart/mixed;\n "
	  "boundary=\"b1_0123456789abcdef0123456789abcdef\"\n",
	  "PHPMailer", 0 },
	{ "Outlook", "X-Mailer: Microsoft Outlook 16.0\n", "Outlook", 1 },
	{ "Outlook says PHPMailer",
	  "X-Mailer: Microsoft Outlook 16.0\nContent-Type: multipart/mixed;\n"
	  " boundary=\"b1_0123456789abcdef0123456789abcdef\"\n",
	  "PHPMailer", 2 },
	{ "Roundcube is PHP", "User-Agent: Roundcube Webmail/1.4\nX-PHP-Script: a\n",
	  "PHP mail()", 1 },
	{ "tool", "X-Mailer: Leaf PHPMailer 2.7\n", "Leaf PHPMailer", 3 },
	{ "JavaMail", "Message-ID: <1.2.3.JavaMail.root@h>\n", "JavaMail", 0 },
	{ "Apple", "Content-Type: multipart/mixed; boundary=\"Apple-Mail=_1\"\n",
	  "Apple Mail", 1 },
	{ "Python boundary",
	  "Content-Type: multipart/mixed; "
	  "boundary=\"===============0123456789012345678==\"\n",
	  "Python email.mime", 0 },
};

TEST(programs_leave_habits)
{
	for (size_t i = 0; i < COUNT(generators); i++) {
		struct inspection *in = mail("", generators[i].more, "x", site);
		const struct finding *finding;

		test_case(generators[i].name);
		finding = test_fires(in, "hdr.generator");
		test_str(finding_text(finding, "generator"), generators[i].generator);
		test_int(finding->variant, generators[i].variant);
	}
	/* Mailman repacks with the same library. */
	test_silent(mail("",
			 "List-Id: <l.example.org>\nContent-Type: multipart/mixed; "
			 "boundary=\"===============0123456789012345678==\"\n",
			 "x", site),
		    "hdr.generator");
}

TEST(needless_encodings)
{
	struct inspection *in = inspect_text(python, NULL);

	test_fires(in, "hdr.ew-needless");
	test_str(finding_text(test_fires(in, "text.subject"), "raw"),
		 "=?utf-8?b?c2hvcA==?=");
	test_fires(in, "mime.html-only");
	test_int(test_fires(in, "mime.base64-text")->variant, 1);
	in = inspect_text(usual, NULL);
	test_silent(in, "hdr.ew-needless");
	test_silent(in, "text.subject");
	test_silent(in, "mime.html-only");
	test_silent(in, "mime.base64-text");
}

#define ATTACHED(type_name, file_name) \
	"From: a@example.net\nSubject: x\nMIME-Version: 1.0\nContent-Type: " \
	"application/octet-stream; name=" type_name \
	"\nContent-Disposition: attachment; filename" file_name "\n\nx\n"

static const struct {
	const char *name, *mail;
	bool fires;
} file_names[] = {
	{ "another ending", ATTACHED("bill.pdf", "=bill.exe"), true },
	{ "the same", ATTACHED("bill.pdf", "=bill.pdf"), false },
	{ "the ending in capitals", ATTACHED("bill.pdf", "=BILL.PDF"), false },
	{ "spelt in ASCII beside the full name",
	  ATTACHED("seikyu.pdf", "*=utf-8''%E8%AB%8B%E6%B1%82.pdf"), false },
	{ "another ending in the full name",
	  ATTACHED("seikyu.pdf", "*=utf-8''%E8%AB%8B%E6%B1%82.scr"), true },
};

TEST(two_names_fire_where_the_kinds_differ)
{
	for (size_t i = 0; i < COUNT(file_names); i++) {
		struct inspection *in = inspect_text(file_names[i].mail, NULL);

		test_case(file_names[i].name);
		test_int(inspection_find(in, STR("mime.two-names")) != NULL,
			 file_names[i].fires);
	}
}
