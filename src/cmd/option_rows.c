/* cmd/option_rows.c - the options, one row each, and what each sets. */
#include "cmd/option.h"

#include "base/civil.h"
#include "base/limits.h"
#include "report/tlp.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>

enum { SALT_MOST = 200 };

static bool usage(struct err *err, const char *option, const char *value,
		  const char *want)
{
	return err_set(err, ERR_USAGE, "", "%s: \"%.100s\" is not %s", option, value,
		       want);
}

static bool set_format(struct session *s, const char *value, struct err *err)
{
	(void)err; /* the worker knows the formats */
	s->options.format = value;
	return true;
}

static bool set_picture(struct session *s, const char *value, struct err *err)
{
	(void)err; /* the worker knows them */
	s->options.picture = value;
	s->options.format = "svg";
	return true;
}

static bool set_output(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.output = value;
	return true;
}

static bool set_language(struct session *s, const char *value, struct err *err)
{
	if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0)
		return usage(err, "--lang", value, "ja or en");
	s->options.language = value;
	return true;
}

static bool set_profile(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.profile = value;
	return true;
}

static bool set_trust_store(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.trust_store = value;
	return true;
}

static bool set_geo(struct session *s, const char *value, struct err *err)
{
	(void)err;
	buf_add_c(&s->options.geo, value);
	buf_add_char(&s->options.geo, '\n');
	return true;
}

static bool set_yara(struct session *s, const char *value, struct err *err)
{
	(void)err;
	buf_add_c(&s->options.yara, value);
	buf_add_char(&s->options.yara, '\n');
	return true;
}

/* One file, or a list with commas, as --only has it; a file whose name has a comma is
 * that file. */
static bool set_log(struct session *s, const char *value, struct err *err)
{
	struct str rest = str_c(value), name;

	(void)err;
	if (access(value, F_OK) == 0) {
		buf_add(&s->options.logs, rest);
		buf_add_char(&s->options.logs, '\n');
		return true;
	}
	while (rest.n && str_split(&rest, ',', &name)) {
		buf_add(&s->options.logs, name);
		buf_add_char(&s->options.logs, '\n');
	}
	return true;
}

static bool set_queue_id(struct session *s, const char *value, struct err *err)
{
	size_t n = strlen(value);

	for (const char *c = value; *c; c++)
		if (!ascii_is_alnum(*c) && *c != '-')
			n = 0;
	if (n < LIMIT_LOG_LEAST || n > 32)
		return usage(err, "--queue-id", value, "the queue id of a mail");
	s->options.queue_id = value;
	return true;
}

static bool set_client_ip(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.client_ip = value;
	return true;
}

static bool set_helo(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.helo = value;
	return true;
}

static bool set_mail_from(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.mail_from = value;
	return true;
}

static bool set_answers(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.answers = value;
	return true;
}

bool options_add_resolver(struct options *options, const char *text, struct err *err)
{
	struct str rest = str_c(text), host, port = STR("53");
	unsigned char address[16];
	char name[INET6_ADDRSTRLEN];
	uint32_t number;

	if (!str_cut_last(rest, '@', &host, &port))
		host = rest;
	snprintf(name, sizeof name, "%.*s", STR_ARG(host));
	if (host.n >= sizeof name || !str_to_u32(port, &number) || number < 1 ||
	    number > 65535 ||
	    (inet_pton(AF_INET, name, address) != 1 &&
	     inet_pton(AF_INET6, name, address) != 1))
		return err_set(err, ERR_USAGE, "",
			       "resolver: \"%.100s\" is no address like 192.0.2.1@53",
			       text);
	buf_printf(&options->resolvers, "%s@%u\n", name, number);
	return true;
}

/* A list that the configuration began is replaced by one on the command line. */
static bool set_resolver(struct session *s, const char *value, struct err *err)
{
	if (s->options.resolvers_configured)
		buf_clear(&s->options.resolvers);
	s->options.resolvers_configured = false;
	return options_add_resolver(&s->options, value, err);
}

static bool set_trust_anchor(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.trust_anchor = value;
	return true;
}

static bool set_connect_map(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.connect_map = value;
	return true;
}

static bool set_user_agent(struct session *s, const char *value, struct err *err)
{
	for (const char *c = value; *c; c++)
		if (*c < ' ' || *c > '~')
			return err_set(err, ERR_USAGE, "",
				       "user-agent: one line of ASCII, no more");
	s->options.user_agent = value;
	return true;
}

static bool set_proxy(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.proxy = value;
	return true;
}

static bool set_refresh(struct session *s, const char *value, struct err *err)
{
	(void)value, (void)err;
	s->options.refresh = true;
	return true;
}

static bool set_redact(struct session *s, const char *value, struct err *err)
{
	if (!value[0])
		return usage(err, "redact", value, "a profile");
	s->options.redact = value;
	return true;
}

static bool set_tlp(struct session *s, const char *value, struct err *err)
{
	const struct tlp *tlp = tlp_find(str_c(value));

	if (!tlp)
		return usage(err, "--tlp", value,
			     "clear, green, amber, amber+strict or red");
	s->options.tlp = tlp->name;
	return true;
}

static bool set_case(struct session *s, const char *value, struct err *err)
{
	(void)err;
	s->options.case_path = value;
	return true;
}

static bool set_clock(struct session *s, const char *value, struct err *err)
{
	int32_t offset;

	return (civil_from_iso(str_c(value), &s->options.clock, &offset) &&
		s->options.clock >= 0) ||
	       usage(err, "--clock", value, "a time like 2023-01-02T10:00:00Z");
}

static void add_ids(struct buf *list, const char *value)
{
	struct str rest = str_c(value), id;

	while (rest.n && str_split(&rest, ',', &id)) {
		buf_add(list, str_trim(id));
		buf_add_char(list, '\n');
	}
}

static bool set_only(struct session *s, const char *value, struct err *err)
{
	(void)err;
	add_ids(&s->options.only, value);
	return true;
}

static bool set_skip(struct session *s, const char *value, struct err *err)
{
	(void)err;
	add_ids(&s->options.skip, value);
	return true;
}

static bool set_fail_on(struct session *s, const char *value, struct err *err)
{
	if (strcmp(value, "suspicious") == 0)
		s->options.fail_on = CLASS_SUSPICIOUS;
	else if (strcmp(value, "fraudulent") == 0)
		s->options.fail_on = CLASS_FRAUDULENT;
	else
		return usage(err, "--fail-on", value, "suspicious or fraudulent");
	return true;
}

static bool set_number(const char *option, const char *value, unsigned most,
		       unsigned *ret, struct err *err)
{
	uint32_t number;

	if (!str_to_u32(str_c(value), &number) || number < 1 || number > most)
		return err_set(err, ERR_USAGE, "",
			       "%s: \"%.100s\" is not a number from 1 to %u", option,
			       value, most);
	*ret = number;
	return true;
}

static bool set_jobs(struct session *s, const char *value, struct err *err)
{
	return set_number("--jobs", value, 256, &s->options.jobs, err);
}

static bool set_revision(struct session *s, const char *value, struct err *err)
{
	return set_number("--revision", value, LIMIT_CASE_REVISIONS, &s->options.revision,
			  err);
}

static bool set_questions(struct session *s, const char *value, struct err *err)
{
	return set_number("--questions", value, LIMIT_QUESTIONS, &s->options.questions,
			  err);
}

static bool set_timeout(struct session *s, const char *value, struct err *err)
{
	return set_number("--timeout", value, 86400, &s->options.timeout, err);
}

#define FLAG(function, statement) \
	static bool function(struct session *s, const char *value, struct err *err) \
	{ \
		(void)value, (void)err; \
		statement; \
		return true; \
	}
FLAG(set_no_defang, s->options.no_defang = true)
FLAG(set_explain, s->options.explain = true)
FLAG(set_quiet, s->options.verbose = 0)
FLAG(set_verbose, s->options.verbose = 2)
FLAG(set_no_colour, s->options.no_colour = true)
FLAG(set_offline, s->options.contact = CONTACT_OFFLINE; s->options.contact_given = true)
FLAG(set_lookup, s->options.contact = CONTACT_LOOKUP; s->options.contact_given = true)
static bool set_visit(struct session *s, const char *value, struct err *err)
{
	if (value && strcmp(value, "browser") != 0)
		return usage(err, "visit", value, "\"browser\", or nothing");
	s->options.contact = value ? CONTACT_BROWSE : CONTACT_VISIT;
	s->options.contact_given = true;
	return true;
}

static bool set_salt(struct session *s, const char *value, struct err *err)
{
	if (!value[0] || strlen(value) > SALT_MOST)
		return usage(err, "salt", value, "a text of 1 to 200 bytes");
	s->options.salt = value;
	return true;
}

/* What an entry of a case's notebook says; the worker knows what it may say. */
#define ORDER_TEXT(function, member) \
	static bool function(struct session *s, const char *value, struct err *err) \
	{ \
		(void)err; \
		s->options.order.member = str_c(value); \
		return true; \
	}
ORDER_TEXT(set_kind, kind)
ORDER_TEXT(set_by, author)
ORDER_TEXT(set_state, state)
ORDER_TEXT(set_title, title)
ORDER_TEXT(set_outlet, outlet)
ORDER_TEXT(set_url, url)
ORDER_TEXT(set_said_by, said_by)
ORDER_TEXT(set_when, when)

static bool set_about(struct session *s, const char *value, struct err *err)
{
	unsigned n = 0;

	if (!set_number("--about", value, LIMIT_CASE_ENTRIES, &n, err))
		return false;
	s->options.order.about = n;
	return true;
}

static bool set_removes(struct session *s, const char *value, struct err *err)
{
	uint32_t n;

	if (!str_to_u32(str_c(value), &n) || n > 9)
		return usage(err, "--removes", value, "a number from 0 to 9");
	s->options.order.removes = n;
	s->options.order.removes_given = 1;
	return true;
}

FLAG(set_null, s->options.null_names = true)
FLAG(set_rejudge, s->options.replay = REPLAY_REJUDGE)
FLAG(set_recheck, s->options.replay = REPLAY_RECHECK)
FLAG(set_plan, s->options.plan = true)
FLAG(set_preview, s->options.preview = true)
FLAG(set_no_media, s->options.no_media = true)
FLAG(set_list, s->options.list = true)
FLAG(set_json, s->options.json = true)
FLAG(set_help, s->options.help = true)
FLAG(set_show_recipient, s->options.show_recipient = true)

static bool set_desk(struct session *s, const char *value, struct err *err)
{
	static const char *const roles[] = { "network", "registrar", "registry",
					     "host",	"cdn",	     "account-owner",
					     "brand",	"national",  "reporter" };

	for (size_t i = 0; i < COUNT(roles); i++)
		if (strcmp(value, roles[i]) == 0) {
			buf_printf(&s->options.desks, "%s\n", value);
			return true;
		}
	return usage(err, "--desk", value,
		     "network, registrar, registry, host, cdn, account-owner, brand, "
		     "national or reporter");
}

const struct option_row option_rows[] = {
	{ 'f', "format", "FORMAT",
	  N_("the form of the report: text (default), json and others, see mekiki(1)"),
	  set_format },
	{ 0, "picture", "NAME",
	  N_("one picture of the report as SVG: path, map, infrastructure, timeline, "
	     "message"),
	  set_picture },
	{ 'o', "output", "FILE", N_("write there instead of standard output"),
	  set_output },
	{ 0, "lang", "ja|en", N_("language of the report (default: from the locale)"),
	  set_language },
	{ 0, "profile", "FILE",
	  N_("site profile: own domains, relays and servers that are trusted"),
	  set_profile },
	{ 0, "trust-store", "FILE",
	  N_("issuers of certificates that are trusted (default: the system's)"),
	  set_trust_store },
	{ 0, "geo", "FILE", N_("a database of places (MaxMind's format) to be asked too"),
	  set_geo },
	{ 0, "yara", "FILE",
	  N_("YARA rules of your own (several: repeat it); findings are variables"),
	  set_yara },
	{ 0, "log", "FILE[,FILE]",
	  N_("look into this mail log: plain or gzip (several: repeat it)"), set_log },
	{ 0, "queue-id", "ID",
	  N_("the mail's queue id in the log; without a mail, a report of the log"),
	  set_queue_id },
	{ 0, "client-ip", "ADDRESS", N_("the client that handed the message over"),
	  set_client_ip },
	{ 0, "helo", "NAME", N_("the name it gave"), set_helo },
	{ 0, "mail-from", "ADDRESS", N_("the envelope sender"), set_mail_from },
	{ 0, "answers", "FILE", N_("answers from this file, in place of the outside"),
	  set_answers },
	{ 0, "case", "FILE",
	  N_("keep message, answers and findings there (many mails: a folder)"),
	  set_case },
	{ 0, "tlp", "LEVEL",
	  N_("how far it may be passed on: clear, green, amber (default), amber+strict, "
	     "red"),
	  set_tlp },
	{ 0, "clock", "TIME", N_("take this as now, like 2023-01-02T10:00:00Z"),
	  set_clock },
	{ 0, "only", "CHECK", N_("run these checks only (ids or areas, with commas)"),
	  set_only },
	{ 0, "skip", "CHECK", N_("leave these checks out"), set_skip },
	{ 0, "fail-on", "CLASS",
	  N_("exit status 1 where suspicious or fraudulent is reached"), set_fail_on },
	{ 0, "no-defang", NULL, N_("write addresses and links as they are"),
	  set_no_defang },
	{ 0, "explain", NULL, N_("show each finding's share of the score"), set_explain },
	{ 'q', "quiet", NULL, N_("only the verdict"), set_quiet },
	{ 'v', "verbose", NULL, N_("everything, also what is unremarkable"),
	  set_verbose },
	{ 0, "no-color", NULL, N_("no colours; so does NO_COLOR"), set_no_colour },
	{ 'j', "jobs", "N", N_("so many workers (default: one a processor)"), set_jobs },
	{ 0, "timeout", "SECONDS",
	  N_("stop at a message that takes longer (default: 30)"), set_timeout },
	{ 0, "offline", NULL, N_("nothing leaves the machine"), set_offline },
	{ 0, "lookup", NULL,
	  N_("ask the DNS and the registries about its names and addresses"),
	  set_lookup },
	{ 0, "visit", "[=browser]",
	  N_("touch the hosts that the mail leads to as well: TLS, HTTP; with a browser"),
	  set_visit },
	{ 0, "resolver", "HOST@PORT",
	  N_("ask this resolver instead of the system's (several: repeat it)"),
	  set_resolver },
	{ 0, "trust-anchor", "FILE",
	  N_("validate DNSSEC here, from the DS or DNSKEY records in this file"),
	  set_trust_anchor },
	{ 0, "connect-map", "FILE",
	  N_("for tests: connections go where this file says, or nowhere"),
	  set_connect_map },
	{ 0, "user-agent", "TEXT",
	  N_("how to name ourselves over HTTP (default: mekiki and its version)"),
	  set_user_agent },
	{ 0, "proxy", "URL",
	  N_("HTTP, TLS and RDAP through this proxy: http://ADDRESS:PORT or socks5h://"),
	  set_proxy },
	{ 0, "salt", "TEXT",
	  N_("draw what replaces values of one recipient from this text, not by chance"),
	  set_salt },
	{ 0, "refresh", NULL, N_("ask IANA for newer lists of RDAP servers"),
	  set_refresh },
	{ 0, "rejudge", NULL,
	  N_("today's checks and tables on the answers of then: what changes"),
	  set_rejudge },
	{ 0, "revision", "N", N_("as it was at this revision (default: the latest)"),
	  set_revision },
	{ 0, "recheck", NULL,
	  N_("ask again, and add what came to the case: what changes"), set_recheck },
	{ 0, "plan", NULL,
	  N_("print the questions that would be asked, and why; ask none"), set_plan },
	{ 0, "redact", "PROFILE",
	  N_("mask for others: public, share, or a file of your own"), set_redact },
	{ 0, "preview", NULL,
	  N_("with --redact: what would be masked, as what and how often; no report"),
	  set_preview },
	{ 0, "questions", "N",
	  N_("ask at most so many questions for one message (default: 1000)"),
	  set_questions },
	{ 0, "no-media", NULL,
	  N_("leave pictures, PDF files and archives closed (many mails: much faster)"),
	  set_no_media },
	{ 0, "kind", "KIND",
	  N_("note (default), finding, source, statement, response, hypothesis, …"),
	  set_kind },
	{ 0, "by", "NAME", N_("who writes it (default: the user's name)"), set_by },
	{ 0, "about", "N", N_("the entry that it is about, by its number"), set_about },
	{ 0, "state", "STATE",
	  N_("found or not-found; drafted, sent, answered, …; live, gone, dormant, …"),
	  set_state },
	{ 0, "title", "TEXT", N_("title of the source, or subject of the letter"),
	  set_title },
	{ 0, "outlet", "NAME", N_("who published it, or the desk that was written to"),
	  set_outlet },
	{ 0, "url", "URL", N_("where it stands; or the site that was seen"), set_url },
	{ 0, "said-by", "NAME", N_("who says so, in the words of the source"),
	  set_said_by },
	{ 0, "when", "DATE", N_("as far as it is known: 2021-11, 2021-11-15 AM"),
	  set_when },
	{ 0, "removes", "N",
	  N_("0: they say it themselves, 1: it is reported, 2: a report of a report"),
	  set_removes },
	{ 0, "null", NULL, N_("names alone, each with a NUL behind it, for xargs -0"),
	  set_null },
	{ 'd', "desk", "ROLE",
	  N_("letters to these desks alone: network, registrar and so on (repeat it)"),
	  set_desk },
	{ 's', "show-recipient", NULL,
	  N_("do not mask the recipient in letters; the whole mail is in them"),
	  set_show_recipient },
	{ 'l', "list", NULL, N_("list the parts"), set_list },
	{ 0, "json", NULL, N_("each input line is a JSON object {\"input\": ...}"),
	  set_json },
	{ 'h', "help", NULL, N_("this text"), set_help },
	{ 0 },
};
_Static_assert(COUNT(option_rows) <= OPTION_ROWS, "getopt's table is made on the stack");
