/* process/analyst_selftest.c - every reader under the lock, and what the lock forbids.
 *
 * A library that opens a file at its first use would be killed for it in the middle of
 * some mail. So each reader is used here on samples that reach into its far corners. */
#include "process/analyst.h"

#include "base/digest.h"
#include "check/check.h"
#include "link/host.h"
#include "link/document.h"
#include "record/site.h"

static const char japanese_mail[] =
    "Received: from mail.example.com (unknown [192.0.2.1])\r\n"
    "\tby mx.example.jp (Postfix) with ESMTPS id 4Ab\r\n"
    "\tfor <user@example.jp>; Sun, 1 Jan 2023 21:41:04 +0900 (JST)\r\n"
    "Authentication-Results: mx.example.jp; spf=fail smtp.mailfrom=example.com\r\n"
    "From: =?ISO-2022-JP?B?GyRCOzBGQRsoQg==?= <info@xn--r8jz45g.jp>\r\n"
    "To: user@example.jp\r\n"
    "Subject: =?UTF-8?B?44GU5Yip55So56K66KqN?= =?shift_jis?Q?=93=FA=96=7B?=\r\n"
    "Date: Sun, 01 Jan 2023 21:41:00 +0900\r\n"
    "Message-ID: <1@example.com>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n"
    "\r\n"
    "--b\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
    "\x1b$B$3$s$K$A$O\x1b(B\r\n"
    "--b\r\nContent-Type: text/html; charset=euc-jp\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n"
    "PHA+pLOk86TLpMGkzzwvcD4mYW1wOw==\r\n"
    "--b\r\nContent-Type: text/plain; charset=gb18030\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "=C4=E3=BA=C3=\r\n!\r\n"
    "--b\r\nContent-Type: application/octet-stream; name*=utf-8''%E8%A1%A8.txt\r\n\r\n"
    "begin 644 a\r\n#0V%T\r\n`\r\nend\r\n"
    "--b--\r\n";

static bool reads_mail(struct analyst *analyst)
{
	struct input input = { .name = STR("selftest"), .complete = true };
	struct message_options options = { 0 };
	const struct inspection *in =
	    inspect(analyst->arena, &analyst->env, &input,
		    str_make(japanese_mail, sizeof japanese_mail - 1), &options);

	return in->message->part_count >= 5 && in->message->from.count == 1 &&
	       str_eq(in->message->subject.text, STR("ご利用確認日本"));
}

static bool writes_reports(struct analyst *analyst)
{
	struct input input = { .name = STR("selftest"), .complete = true };
	struct message_options options = { 0 };
	const struct inspection *in =
	    inspect(analyst->arena, &analyst->env, &input,
		    str_make(japanese_mail, sizeof japanese_mail - 1), &options);
	struct buf out;
	bool all = true;

	for (const struct report_format *const *f = report_formats; *f; f++) {
		buf_init(&out, LIMIT_REPORT_BYTES);
		(*f)->write(in, &analyst->report, &out);
		/* of a mail like this one there is nobody to tell */
		all = all && (out.n > 0 || (*f)->for_others);
		buf_fini(&out);
	}
	return all;
}

static const struct {
	const char *label, *bytes, *text;
} charsets[] = {
	{ "us-ascii", "A", "A" },
	{ "utf-8", "\xE6\x97\xA5", "日" },
	{ "iso-2022-jp", "\x1b$BF|\x1b(B", "日" },
	{ "shift_jis", "\x93\xFA", "日" },
	{ "cp932", "\x87\x40", "①" },
	{ "euc-jp", "\xC6\xFC", "日" },
	{ "gb2312", "\xC8\xD5", "日" },
	{ "gbk", "\xC8\xD5", "日" },
	{ "gb18030", "\xC8\xD5", "日" },
	{ "big5", "\xA4\xE9", "日" },
	{ "euc-kr", "\xC0\xCF", "일" },
	{ "iso-8859-1", "\xE9", "é" },
	{ "iso-8859-2", "\xB1", "ą" },
	{ "iso-8859-15", "\xA4", "€" },
	{ "windows-1251", "\xE4", "д" },
	{ "windows-1252", "\x80", "€" },
	{ "koi8-r", "\xC4", "д" },
	{ "utf-7", "+ZeU-", "日" },
	{ "iso-2022-kr", "\x1b$)C\x0e@O\x0f", "일" },
	{ "hz-gb-2312", "~{HU~}", "日" },
	{ "tis-620", "\xA1", "ก" },
	{ "windows-1256", "\xC7", "ا" },
	{ "macintosh", "\x8E", "é" },
};

/* Which bytes give which text is the unit tests' business; here no charset may need a
 * file. */
static bool reads_charsets(struct analyst *analyst)
{
	bool all = true;

	for (size_t i = 0; i < COUNT(charsets); i++) {
		struct charset_text got;

		charset_decode(analyst->arena, str_c(charsets[i].label),
			       str_c(charsets[i].bytes), &got);
		all = all && str_eq(got.text, str_c(charsets[i].text));
	}
	charset_decode(analyst->arena, STR("x-never-heard-of"), STR("\xFF\xFE\x80"),
		       &(struct charset_text){ 0 });
	return all;
}

static bool reads_dates(struct analyst *analyst)
{
	struct date date;

	date_parse(analyst->arena, STR("Sun, 01 Jan 2023 21:41:04 +0900 (JST)"), NULL,
		   &date);
	return date.ok && date.utc == 1672576864;
}

static bool reads_addresses(struct analyst *analyst)
{
	struct address_list list;

	address_parse(
	    analyst->arena,
	    STR("g: \"a b\" <a@example.jp>, =?utf-8?q?=C3=A9?= <b@example.com>;"), NULL,
	    &list);
	return list.count == 2;
}

static bool reads_hosts(struct analyst *analyst)
{
	struct host host;

	host_parse(analyst->arena, STR("www.例え.co.jp"), &host);
	return host.ok && str_eq(host.ascii, STR("www.xn--r8jz45g.co.jp")) &&
	       str_eq(host.registrable_domain, STR("xn--r8jz45g.co.jp")) &&
	       host_skeleton(analyst->arena, STR("раураl")).n > 0 &&
	       host_mixed_script(STR("pаypal"));
}

static bool reads_html(struct analyst *analyst)
{
	struct html_document document;

	html_read(analyst->arena,
		  STR("<title>t</title><p>a&eacute;&#x65E5;<br>b<script>c</script>"
		      "<b style='display:none'>d</b>"),
		  &document);
	return str_starts(document.text, STR("aé日")) &&
	       str_eq(document.hidden_text, STR("d"));
}

static bool reads_profile(struct analyst *analyst)
{
	struct site site;
	struct err err;

	return site_parse(analyst->arena, STR("own-domain = example.jp\n"), "selftest",
			  &site, &err);
}

static bool sums(struct analyst *analyst)
{
	struct digests digests;

	(void)analyst;
	digest_all(STR("abc"), &digests);
	return strncmp(digests.sha256, "ba7816bf", 8) == 0;
}

static bool translates(struct analyst *analyst)
{
	return catalogue_text(&analyst->japanese, check_table[0]->title)[0] != '\0';
}

static bool applies_rules(struct analyst *analyst)
{
	return rules_work(analyst->arena);
}

static const struct {
	const char *what; /* N_() */
	bool (*run)(struct analyst *analyst);
} uses[] = {
	{ N_("read a mail: header, MIME, words, path, checks"), reads_mail },
	{ N_("write every report format"), writes_reports },
	{ N_("read the charsets of mail"), reads_charsets },
	{ N_("read dates"), reads_dates },
	{ N_("read addresses"), reads_addresses },
	{ N_("read host names: IDNA, public suffixes, look-alikes"), reads_hosts },
	{ N_("read HTML"), reads_html },
	{ N_("read a site profile"), reads_profile },
	{ N_("verify signed content, read its certificate"), selftest_signed },
	{ N_("compute digests"), sums },
	{ N_("apply YARA rules, where libyara is built in"), applies_rules },
	{ N_("find translations"), translates },
};

void analyst_selftest(struct analyst *analyst, const struct task *task, int fd,
		      struct reply *reply)
{
	(void)task, (void)fd;
	for (size_t i = 0; i < COUNT(uses); i++) {
		bool ok = uses[i].run(analyst);

		buf_printf(&analyst->out, "%-6s %s\n",
			   ok ? analyst_text(analyst, N_("works"))
			      : analyst_text(analyst, N_("FAILS")),
			   analyst_text(analyst, uses[i].what));
		if (!ok)
			reply->trouble = TROUBLE_UNREADABLE;
	}
}

void analyst_forbidden(struct analyst *analyst, const struct task *task, int fd,
		       struct reply *reply)
{
	const struct sandbox_attempt *attempt = sandbox_attempt((unsigned)task->number);

	(void)fd;
	if (!attempt) {
		reply->kind = REPLY_REFUSED;
		return;
	}
	if (task->argument.n == 0) { /* only its name, for the list */
		buf_add_c(&analyst->out, analyst_text(analyst, attempt->what));
		return;
	}
	if (attempt->attempt())
		reply->trouble = TROUBLE_UNREADABLE; /* it worked */
}
