/* report/letter.c - the words of a letter; see letter.h. */
#include "report/letter.h"

#include "base/limits.h"
#include "check/check.h"
#include "check/origin.h"
#include "check/registry_list.h"
#include "check/shown_list.h"
#include "mail/base64.h"
#include "mail/date.h"
#include "maillog/sessions.h"
#include "report/inert.h"
#include "report/outside.h"
#include "report/tlp.h"
#include "report/phrase.h"
#include "report/text_tell.h"

enum { FINDINGS_TOLD = 6, LOG_TOLD = 40, URLS_TOLD = 10, ASKS = 3 };

struct wording {
	const char *subject, *opening;
	const char *asks[ASKS];
};

#define SITE_SUBJECT N_("Abuse report: fraudulent site {about} ({time})")
#define KEEP_LOGS N_("Please keep the logs of that time.")
#define TELL_CUSTOMER N_("Please tell your customer, who may be a victim too.")
#define REPORT_SUBJECT N_("Report of a fraudulent mail ({time})")
#define REPORT_OPENING N_("We report a fraudulent mail that reached us on {time}.")

static const struct wording words[DESK_CAUSES] = {
	[TOLD_AS_SENDING_NETWORK] = { N_("Abuse report: fraudulent mail from {about} "
					 "({time})"),
				      N_("On {time} the address {about}, in your "
					 "network, handed a fraudulent "
					 "mail to our server."),
				      { N_("Please stop the machine or account behind it "
					   "from sending."),
					TELL_CUSTOMER, KEEP_LOGS } },
	[TOLD_AS_ADDRESS_REGISTRY] = { N_("Abuse report: fraudulent mail from {about} "
					  "({time})"),
				       N_("On {time} the address {about}, in a range of "
					  "your register, handed a "
					  "fraudulent mail to our server. Your mailbox "
					  "stands where the "
					  "holder's should."),
				       { N_("Please pass this on to the holder, and see "
					    "to it that somebody "
					    "answers for the range."),
					 NULL, NULL } },
	[TOLD_AS_GENUINE_SERVER] = { N_("Your server {about} was made to send a false "
					"message ({time})"),
				     N_("On {time} your own server {about} handed us a "
					"message that is genuine "
					"by its route and false by its content. Somebody "
					"most likely makes a "
					"system of yours send it. Nothing says that you "
					"wrote it."),
				     { N_("Please close the way by which it was sent, "
					  "and tell who got other "
					  "copies."),
				       KEEP_LOGS, NULL } },
	[TOLD_AS_LOGIN_NETWORK] = { N_("Abuse report: use of a stolen account from "
				       "{about} ({time})"),
				    N_("On {time} somebody at {about}, in your network, "
				       "logged in to a mail "
				       "account that is most likely stolen, and sent a "
				       "fraudulent mail "
				       "through it."),
				    { N_("Please stop the machine or account behind it."),
				      TELL_CUSTOMER, KEEP_LOGS } },
	[TOLD_AS_REGISTRAR] = { SITE_SUBJECT,
				N_("Registered through you, and used for a fraud that "
				   "was sent by mail on {time}: {about}."),
				{ N_("Please suspend each of these names (clientHold)."),
				  KEEP_LOGS, NULL } },
	[TOLD_AS_REGISTRAR_OF_OLD] = { SITE_SUBJECT,
				       N_("{about}, registered through you, carries a "
					  "fraudulent page to which a "
					  "mail of {time} leads. The name is years old: "
					  "its site may have been "
					  "broken into, and its holder may be a victim."),
				       { N_("Please reach the holder, and suspend the "
					    "name only where nobody "
					    "mends it."),
					 KEEP_LOGS, NULL } },
	[TOLD_AS_REGISTRY] = { SITE_SUBJECT,
			       N_("In your register, and used for a fraud that was sent "
				  "by mail on {time}: {about}."),
			       { N_("Please see to it that the registrar acts, or take "
				    "the name out of "
				    "the DNS."),
				 NULL, NULL } },
	[TOLD_AS_REGISTRY_OF_OLD] = { SITE_SUBJECT,
				      N_("{about}, a name in your register, carries a "
					 "fraudulent page to which a "
					 "mail of {time} leads. The name is years old: "
					 "its site may have been "
					 "broken into, and its holder may be a victim."),
				      { N_("Please see to it that the registrar reaches "
					   "the holder."),
					NULL, NULL } },
	[TOLD_AS_HOST] = { SITE_SUBJECT,
			   N_("{about}, on a machine in your network, serves a fraud "
			      "that was sent by "
			      "mail on {time}."),
			   { N_("Please take the page down, and close the account behind "
				"it."),
			     TELL_CUSTOMER, KEEP_LOGS } },
	[TOLD_AS_SHARED_HOST] = { SITE_SUBJECT,
				  N_("A stranger misuses your service at {about} for a "
				     "fraud that was sent "
				     "by mail on {time}. Nothing says that you knew."),
				  { N_("Please take the page down, and close the account "
				       "behind it."),
				    KEEP_LOGS, NULL } },
	[TOLD_AS_MAILBOX_HOST] = { N_("Abuse report: mailbox {about} used for fraud "
				      "({time})"),
				   N_("The mailbox {about} at your service is used for a "
				      "fraud that was sent "
				      "by mail on {time}."),
				   { N_("Please close the mailbox, and keep its logs."),
				     NULL, NULL } },
	[TOLD_AS_CDN] = { SITE_SUBJECT,
			  N_("{about}, whose visitors you serve, is used for a fraud "
			     "that was sent by "
			     "mail on {time}."),
			  { N_("Please warn visitors in front of the page, or stop "
			       "serving it."),
			    N_("Please pass this report on to the hoster behind you, and "
			       "tell us "
			       "which it is."),
			    KEEP_LOGS } },
	[TOLD_AS_ACCOUNT_OWNER] = { N_("Your account {about} was probably stolen "
				       "({time})"),
				    N_("On {time} somebody logged in as {about} and sent "
				       "a fraudulent mail "
				       "through the account. Its password is most likely "
				       "stolen. We write to "
				       "you as to a victim: nothing says that its owner "
				       "wrote the mail."),
				    { N_("Please change the password, end open sessions, "
					 "and look for "
					 "forwarding rules and for other mails that were "
					 "sent."),
				      KEEP_LOGS, NULL } },
	[TOLD_AS_MISUSED_DOMAIN] = { N_("A system of {about} is probably misused "
					"({time})"),
				     N_("A fraudulent mail of {time} passed the own "
					"checks of {about} (SPF or "
					"DKIM). An account or a server of yours is "
					"misused, most likely. We "
					"write to you as to a victim: nothing says that "
					"you wrote it."),
				     { N_("Please find the account or server that sent "
					  "it, and close the way."),
				       KEEP_LOGS, NULL } },
	[TOLD_AS_BRAND] = { N_("Fraudulent mail in the name of {about} ({time})"),
			    N_("A mail of {time} misuses the name {about}. It does not "
			       "come from a "
			       "domain of yours that is known to us."),
			    { N_("Please warn your customers, and act against the copy "
				 "as far as you "
				 "can."),
			      NULL, NULL } },
	[TOLD_AS_PHISH_DESK] = { REPORT_SUBJECT, REPORT_OPENING, { NULL } },
	[TOLD_AS_SPAM_DESK] = { REPORT_SUBJECT, REPORT_OPENING, { NULL } },
	[TOLD_AS_POLICE] = { REPORT_SUBJECT, REPORT_OPENING, { NULL } },
	[TOLD_AS_CSIRT] = { REPORT_SUBJECT,
			    REPORT_OPENING,
			    { N_("Please ask those who run the addresses and sites below "
				 "to act."),
			      NULL, NULL } },
	[TOLD_AS_ADVICE_DESK] = { REPORT_SUBJECT, REPORT_OPENING, { NULL } },
	[TOLD_AS_CONSUMER_LINE] = { REPORT_SUBJECT, REPORT_OPENING, { NULL } },
	[TOLD_AS_REPORTER] = { N_("The mail that you reported"),
			       N_("Thank you for reporting the mail of {time}. This is "
				  "what it was:"),
			       { NULL } },
};

/* --- pieces --------------------------------------------------------------------------
 */

static int64_t seen_at(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	if (hop && hop->received.date.ok)
		return hop->received.date.utc;
	return in->message->date.ok ? in->message->date.utc : in->env->clock;
}

static bool is_about(const struct desk *desk, struct str name)
{
	for (uint32_t i = 0; i < desk->about_count; i++)
		if (str_eq(desk->abouts[i], name))
			return true;
	return false;
}

/* The site that the desk can act on; of others the first, as evidence. */
static const struct bad_site *site_of(const struct scene *scene, const struct desk *desk)
{
	for (uint32_t i = 0; i < scene->site_count; i++)
		if (is_about(desk, scene->sites[i].host) ||
		    is_about(desk, scene->sites[i].domain))
			return &scene->sites[i];
	return NULL;
}

void letter_begin(struct letter *letter, const struct inspection *in,
		  const struct report_options *options, const struct scene *scene,
		  const struct desk *desk)
{
	bool japanese = strcmp(desk->language, "ja") == 0;

	*letter = (struct letter){ .in = in,
				   .desk = desk,
				   .scene = scene,
				   .options = *options,
				   .seen = seen_at(in),
				   .site = site_of(scene, desk) };
	letter->options.colour = false;
	letter->options.defang = true;
	letter->options.catalogue =
	    japanese && options->japanese ? options->japanese : &catalogue_english;
}

static const char *ours(const struct letter *letter, const char *msgid)
{
	return phrase_text(&letter->options, msgid);
}

/* With the values of what the desk can do, and the time in UTC. */
static void add_sentence(const struct letter *letter, const char *msgid, struct buf *out)
{
	const struct statement *can_do = &letter->desk->can_do;
	struct value values[4];
	char text[DATE_TEXT];
	uint32_t count = 0;

	values[count++] = (struct value){ .key = "time",
					  .kind = VALUE_STR,
					  .str = date_iso(letter->seen, text) };
	for (uint32_t i = 0; i < can_do->value_count && count < COUNT(values); i++)
		values[count++] = can_do->values[i];
	phrase_add(letter->in, &letter->options, msgid, values, count, out);
}

void letter_subject(const struct letter *letter, struct buf *out)
{
	add_sentence(letter, words[letter->desk->cause].subject, out);
}

void letter_name(const struct letter *letter, struct buf *out)
{
	phrase_outside(&letter->options, text_desk_name(&letter->options, letter->desk),
		       0, out);
}

const char *letter_tlp(const struct letter *letter)
{
	return letter->options.tlp->label;
}

/* --- evidence ------------------------------------------------------------------------
 */

static void label(const struct letter *letter, const char *msgid, struct buf *out)
{
	buf_printf(out, "- %s: ", ours(letter, msgid));
}

static void row(const struct letter *letter, const char *msgid, struct str text,
		struct buf *out)
{
	if (text.n == 0)
		return;
	label(letter, msgid, out);
	phrase_outside(&letter->options, text, 0, out);
	buf_add_char(out, '\n');
}

static void add_time(int64_t utc, struct buf *out)
{
	char text[DATE_TEXT];

	buf_add(out, date_iso(utc, text));
}

static void add_hand_over(const struct letter *letter, struct buf *out)
{
	const struct path *path = &letter->in->path;
	const struct hop *hop = origin_hop(letter->in);
	const struct report_options *options = &letter->options;

	if (path->origin.ip.n == 0)
		return;
	label(letter, N_("Handed over (UTC)"), out);
	add_time(letter->seen, out);
	buf_add_c(out, ", ");
	outside_add(options, path->origin.ip, out);
	if (path->origin.rdns.n) {
		buf_add_c(out, " (");
		phrase_outside(options, path->origin.rdns, 0, out);
		buf_add_char(out, ')');
	}
	if (path->origin.helo.n) {
		buf_add_c(out, ", HELO ");
		phrase_outside(options, path->origin.helo, 0, out);
	}
	if (path->origin.auth_user.n) {
		buf_add_c(out, ", AUTH ");
		phrase_outside(options, path->origin.auth_user, 0, out);
	}
	if (hop) {
		buf_add_c(out, ", -> ");
		phrase_outside(options, hop->received.by, 0, out);
		if (hop->received.protocol.n) {
			buf_add_c(out, ", ");
			phrase_outside(options, hop->received.protocol, 0, out);
		}
	}
	buf_add_char(out, '\n');
}

static void add_recorded(const struct letter *letter, struct buf *out)
{
	static const char *const methods[] = { "spf", "dkim", "dmarc" };

	for (size_t i = 0; i < COUNT(methods); i++) {
		const struct recorded *recorded =
		    path_recorded(&letter->in->path, str_c(methods[i]));

		if (!recorded)
			continue;
		label(letter, N_("Recorded by our server"), out);
		buf_printf(out, "%s=", methods[i]);
		outside_add(&letter->options, recorded->method->result, out);
		buf_add_char(out, ' ');
		phrase_outside(&letter->options, recorded->method->identity, 0, out);
		buf_add_char(out, '\n');
	}
}

static void add_message(const struct letter *letter, struct buf *out)
{
	const struct inspection *in = letter->in;
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);

	add_hand_over(letter, out);
	if (in->message->from.count) {
		label(letter, N_("Sender shown"), out);
		phrase_outside(&letter->options, in->message->from.items[0].name, 0, out);
		buf_add_c(out, in->message->from.items[0].name.n ? " <" : "<");
		phrase_outside(&letter->options, in->message->from.items[0].address, 0,
			       out);
		buf_add_c(out, ">\n");
	}
	row(letter, N_("Sender of the envelope"), path ? path->text : STR_NONE, out);
	row(letter, N_("Subject"), in->message->subject.text, out);
	row(letter, "Message-ID", in->message->message_id.id, out);
	if (in->message->date.ok) {
		label(letter, N_("Date, as the sender has it (UTC)"), out);
		add_time(in->message->date.utc, out);
		buf_add_char(out, '\n');
	}
	add_recorded(letter, out);
}

/* --- the sites -----------------------------------------------------------------------
 */

/* Nobody follows it by accident, and a program has it whole. */
static void add_url(const struct letter *letter, const struct link *link, struct buf *out)
{
	struct str href = link_target(link)->href;
	struct buf masked;

	row(letter, N_("Link"), href, out);
	buf_init(&masked, LIMIT_LETTER_URL);
	outside_add_raw(&letter->options, str_sub(href, 0, LIMIT_LETTER_URL / 2),
			&masked);
	label(letter, N_("The same for machines (base64)"), out);
	base64_add(out, buf_peek(&masked));
	buf_add_char(out, '\n');
	buf_fini(&masked);
}

static void add_page(const struct letter *letter, const struct visit *visit,
		     struct buf *out)
{
	const struct visit_hop *end = visit_end(visit);
	const struct page_facts *page;
	const struct shown *shown;
	struct shown_pages pages;
	int64_t at;

	shown_pages(letter->in, visit, &pages);
	shown = shown_with_form(&pages);
	page = shown ? shown->page : NULL;

	label(letter, N_("Page"), out);
	buf_add_c(out, visit_state_name(visit->state));
	if (visit_seen_at(visit, &at)) {
		buf_add_c(out, ", ");
		add_time(at, out);
	}
	if (end && end->sha256[0] && outside_identifies(&letter->options))
		buf_printf(out, ", SHA-256 %s", end->sha256);
	if (page && page->title.n) {
		buf_add_c(out, ", ");
		phrase_outside(&letter->options, page->title, 0, out);
	}
	buf_add_char(out, '\n');
	for (uint32_t i = 0; page && i < page->form_count && i < 2; i++) {
		label(letter, N_("It asks for"), out);
		for (uint32_t k = 0; k < PAGE_ASKS; k++)
			if (page->forms[i].asks >> k & 1)
				buf_printf(out, "%s ", page_asks_name(k));
		buf_add_c(out, "-> ");
		phrase_outside(&letter->options, page->forms[i].action, 0, out);
		buf_add_char(out, '\n');
	}
}

static void add_registration(const struct letter *letter, const struct bad_site *site,
			     struct buf *out)
{
	const struct enquired_domain *at =
	    letter->in->enquiries
		? enquired_domain_of(letter->in->enquiries, site->domain)
		: NULL;
	const struct registration *registration = at ? enquired_registration(at) : NULL;
	char text[REGISTRY_TIME_TEXT];

	if (!registration || site->shared)
		return;
	label(letter, N_("Registered"), out);
	phrase_outside(&letter->options, site->domain, 0, out);
	buf_add_c(out, ", ");
	buf_add(out, registry_time_text(&registration->facts.created, text));
	if (registration->facts.registrar.n) {
		buf_add_c(out, ", ");
		phrase_outside(&letter->options, registration->facts.registrar, 0, out);
	}
	buf_add_char(out, '\n');
}

static void add_addresses(const struct letter *letter, const struct bad_site *site,
			  struct buf *out)
{
	const struct survey *survey = letter->in->survey;
	struct str asked = survey ? survey_name_for(survey, site->host) : STR_NONE;
	bool any = false;

	for (uint32_t i = 0; survey && i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];

		for (uint32_t k = 0; k < address->host_count; k++) {
			if (!str_eq_nocase(address->hosts[k], asked))
				continue;
			if (!any)
				label(letter, N_("Its addresses"), out);
			buf_add_c(out, any ? ", " : "");
			outside_add(&letter->options, address->text, out);
			any = true;
		}
	}
	if (any)
		buf_add_char(out, '\n');
}

static void add_site(const struct letter *letter, const struct bad_site *site,
		     struct buf *out)
{
	const struct visit *visit = NULL;

	add_url(letter, site->link, out);
	add_addresses(letter, site, out);
	add_registration(letter, site, out);
	while ((visit = visit_next(letter->in, visit)))
		if (visit->link == site->link)
			add_page(letter, visit, out);
}

static void add_sites(const struct letter *letter, struct buf *out)
{
	const struct scene *scene = letter->scene;

	for (uint32_t i = 0; i < scene->site_count && i < URLS_TOLD; i++)
		add_site(letter, &scene->sites[i], out);
}

/* --- the log -------------------------------------------------------------------------
 */

static void add_log(const struct letter *letter, struct buf *out)
{
	const struct log_sessions *log = letter->in->log;
	uint32_t told = 0;

	if (!log || log->count == 0)
		return;
	buf_printf(out, "\n%s\n", ours(letter, N_("Lines of our mail log")));
	for (uint32_t i = 0; i < log->count; i++)
		for (uint32_t k = 0; k < log->sessions[i].line_count && told < LOG_TOLD;
		     k++, told++) {
			const struct log_line *line = &log->sessions[i].lines[k];

			buf_add_c(out, "  ");
			if (line->utc) {
				add_time(line->utc, out);
				buf_add_c(out, "  ");
			}
			phrase_outside(&letter->options, line->text, 0, out);
			buf_add_char(out, '\n');
		}
}

/* --- what speaks against it ----------------------------------------------------------
 */

static void add_findings(const struct letter *letter, struct buf *out)
{
	const struct verdict *verdict = &letter->in->verdict;
	uint32_t told = 0;

	for (uint32_t i = 0; i < verdict->share_count && told < FINDINGS_TOLD; i++) {
		const struct finding *finding = verdict->shares[i].finding;

		if (finding->severity != SEVERITY_ADVERSE)
			continue;
		if (told == 0)
			buf_printf(out, "\n%s\n", ours(letter, N_("Why it is a fraud")));
		buf_add_c(out, "- ");
		report_title(finding, &letter->options, out);
		buf_add_char(out, '\n');
		told++;
	}
	phrase_statement(letter->in, &letter->options, &verdict->content, out);
	buf_add_char(out, '\n');
}

/* --- the header ----------------------------------------------------------------------
 */

void letter_header(const struct letter *letter, struct buf *out)
{
	const struct message *message = letter->in->message;
	struct buf masked;

	buf_init(&masked, LIMIT_LETTER_MESSAGE);
	if (letter->options.show_recipient)
		outside_add_raw(&letter->options,
				str_sub(message->raw, 0, LIMIT_LETTER_MESSAGE), &masked);
	else
		for (uint32_t i = 0; i < message->header.count && !masked.full; i++)
			outside_add_raw(
			    &letter->options,
			    str_sub(message->header.fields[i].raw, 0, LIMIT_LETTER_FIELD),
			    &masked);
	buf_add(out, buf_peek(&masked));
	buf_fini(&masked);
}

static void add_header(const struct letter *letter, struct buf *out)
{
	const struct header *header = &letter->in->message->header;

	buf_printf(out, "\n%s\n",
		   ours(letter, letter->options.show_recipient
				    ? N_("Header of the mail as it came")
				    : N_("Header of the mail as it came, the recipient "
					 "masked")));
	for (uint32_t i = 0; i < header->count && i < LIMIT_LETTER_FIELDS; i++) {
		buf_add_c(out, "  ");
		phrase_outside(&letter->options, str_trim_right(header->fields[i].raw),
			       LIMIT_LETTER_FIELD, out);
		buf_add_char(out, '\n');
	}
}

/* --- the one who writes ---------------------------------------------------------------
 */

static void blank_or(const struct letter *letter, const char *msgid, struct str text,
		     struct buf *out)
{
	buf_printf(out, "%s: ", ours(letter, msgid));
	if (text.n)
		inert_add(out, text, INERT_LINE);
	else
		buf_printf(out, "[[ %s ]]", ours(letter, N_("please fill in")));
	buf_add_char(out, '\n');
}

static void add_signature(const struct letter *letter, struct buf *out)
{
	const struct reporter *reporter = &letter->options.reporter;

	buf_add_c(out, "\n-- \n");
	blank_or(letter, N_("Name"), reporter->name, out);
	blank_or(letter, N_("Organization"), reporter->org, out);
	blank_or(letter, N_("Mail"), reporter->mail, out);
	buf_printf(out, "%s\n", letter_tlp(letter));
	buf_printf(out, "%s mekiki %s\n", ours(letter, N_("Drafted with")),
		   letter->options.tool_version);
}

/* --- the whole ------------------------------------------------------------------------
 */

static void add_asks(const struct letter *letter, struct buf *out)
{
	const struct wording *w = &words[letter->desk->cause];

	for (size_t i = 0; i < ASKS && w->asks[i]; i++) {
		if (i == 0)
			buf_printf(out, "\n%s\n", ours(letter, N_("What we ask")));
		buf_printf(out, "- %s\n", ours(letter, w->asks[i]));
	}
}

/* Of the advice that the findings hold, what is meant for the reader. */
static void add_advice(const struct letter *letter, struct buf *out)
{
	const struct inspection *in = letter->in;

	for (uint32_t i = 0; i < in->finding_count; i++) {
		const struct finding *finding = in->findings[i];
		struct str id = str_c(finding->check->id);

		if (!str_starts(id, STR("impact.")) && !str_starts(id, STR("advice.")))
			continue;
		buf_add_c(out, "- ");
		report_detail(finding, &letter->options, out);
		buf_add_char(out, '\n');
	}
}

static void write_answer(const struct letter *letter, struct buf *out)
{
	const struct inspection *in = letter->in;

	add_sentence(letter, words[TOLD_AS_REPORTER].opening, out);
	buf_add_c(out, "\n\n");
	phrase_statement(in, &letter->options, &in->verdict.summary, out);
	buf_add_char(out, '\n');
	phrase_statement(in, &letter->options, &in->verdict.content, out);
	buf_printf(out, "\n\n%s\n", ours(letter, N_("What to do")));
	buf_printf(out, "- %s\n",
		   ours(letter, N_("Do not answer it, follow no link of it, open no "
				   "attachment; then it can be deleted.")));
	buf_printf(
	    out, "- %s\n",
	    ours(letter, N_("A password that was entered: change it at the genuine "
			    "site, and wherever else it is used. A card number: "
			    "call the number on the card. Money that was paid: tell "
			    "the bank and the police.")));
	add_advice(letter, out);
	add_signature(letter, out);
}

void letter_body(const struct letter *letter, struct buf *out)
{
	if (letter->desk->cause == TOLD_AS_REPORTER) {
		write_answer(letter, out);
		return;
	}
	letter_name(letter, out);
	buf_add_c(out, "\n\n");
	add_sentence(letter, words[letter->desk->cause].opening, out);
	buf_add_char(out, '\n');
	add_asks(letter, out);
	buf_printf(out, "\n%s\n", ours(letter, N_("Evidence")));
	add_message(letter, out);
	add_sites(letter, out);
	add_findings(letter, out);
	add_log(letter, out);
	add_header(letter, out);
	add_signature(letter, out);
}
