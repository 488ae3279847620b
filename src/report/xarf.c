/* report/xarf.c - one incident as XARF 4: a page that phishes, a mail, or an account that
 * somebody else uses; which, hangs on whom it is for.
 *
 * Where the form wants what nobody told us, it says so: an organisation below ".invalid"
 * (RFC 6761) is a blank to be filled in. */
#include "report/letter.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "check/link_list.h"
#include "check/origin.h"
#include "check/registry_list.h"
#include "check/shown_list.h"
#include "mail/base64.h"
#include "mail/date.h"
#include "report/outside.h"
#include "report/tlp.h"

#define XARF_VERSION "4.2.0"
enum { SMTP_PORT = 25, SUBJECT_MOST = 100, ID_MOST = 50 };

struct xarf {
	const struct letter *letter;
	const struct inspection *in;
	struct json json;
	struct buf text;
};

enum xarf_kind { XARF_NONE, XARF_PHISHING, XARF_SPAM, XARF_COMPROMISED };

/* --- values --------------------------------------------------------------------------
 */

static struct str masked(struct xarf *x, struct str text)
{
	buf_clear(&x->text);
	outside_add_raw(&x->letter->options, text, &x->text);
	return buf_peek(&x->text);
}

static void key_masked(struct xarf *x, const char *key, struct str text)
{
	if (text.n)
		json_key_str(&x->json, key, masked(x, text));
}

static void key_time(struct xarf *x, const char *key, int64_t utc)
{
	char text[DATE_TEXT];

	json_key_str(&x->json, key, date_iso(utc, text));
}

/* The registry's own form is kept in the case; here days begin at midnight UTC. */
static void key_registered(struct xarf *x, const char *key,
			   const struct registry_time *time)
{
	if (time->ok)
		key_time(x, key, time->utc);
}

/* --- the head ------------------------------------------------------------------------
 */

/* The shape of version 4 (RFC 9562, 5.4); from the case's secret, so that the same letter
 * keeps its number. */
static void add_number(struct xarf *x)
{
	const struct desk *desk = x->letter->desk;
	struct buf seed;
	char sum[65];

	buf_init(&seed, 0);
	buf_printf(&seed, "xarf %s %s %s %.*s %.*s", x->in->salt, x->in->input.sha256,
		   desk->role, STR_ARG(desk->contact), STR_ARG(desk->about));
	digest_sha256(buf_peek(&seed), sum);
	buf_fini(&seed);
	sum[12] = '4';
	sum[16] = "89ab"[ascii_hex(sum[16]) & 3];
	json_key_str(&x->json, "report_id",
		     arena_printf(x->in->arena, "%.8s-%.4s-%.4s-%.4s-%.12s", sum, sum + 8,
				  sum + 12, sum + 16, sum + 20));
}

static void add_party(struct xarf *x, const char *key)
{
	const struct reporter *reporter = &x->letter->options.reporter;
	struct str org = reporter->org.n ? reporter->org : reporter->name;
	bool known = desk_contact_is_address(reporter->mail);

	json_key(&x->json, key);
	json_object(&x->json);
	json_key_str(&x->json, "org",
		     org.n ? utf8_front(org, 200) : STR("[[ please fill in ]]"));
	json_key_str(&x->json, "contact",
		     known ? reporter->mail : STR("please-fill-in@reporter.invalid"));
	json_key_str(&x->json, "domain",
		     known ? domain_of(reporter->mail) : STR("reporter.invalid"));
	json_object_end(&x->json);
}

static void begin(struct xarf *x, const char *category, const char *type,
		  struct str source)
{
	struct json *json = &x->json;

	json_object(json);
	json_key_c(json, "xarf_version", XARF_VERSION);
	add_number(x);
	key_time(x, "timestamp", x->letter->seen);
	add_party(x, "reporter");
	add_party(x, "sender");
	json_key_str(json, "source_identifier", masked(x, source));
	json_key_c(json, "category", category);
	json_key_c(json, "type", type);
}

/* --- evidence ------------------------------------------------------------------------
 */

static void add_item(struct xarf *x, const char *type, const char *description,
		     struct str payload)
{
	struct buf coded;
	char sum[65];

	if (payload.n == 0)
		return;
	buf_init(&coded, 0);
	base64_add(&coded, payload);
	digest_sha256(payload, sum);
	json_object(&x->json);
	json_key_c(&x->json, "content_type", type);
	json_key_c(&x->json, "description", description);
	json_key_str(&x->json, "payload", buf_peek(&coded));
	json_key_str(&x->json, "hash", arena_printf(x->in->arena, "sha256:%s", sum));
	json_key_int(&x->json, "size", (int64_t)payload.n);
	json_object_end(&x->json);
	buf_fini(&coded);
}

static void finish(struct xarf *x)
{
	bool whole = x->letter->options.show_recipient;
	struct buf header;

	json_key(&x->json, "evidence");
	json_array(&x->json);
	buf_init(&header, LIMIT_LETTER_MESSAGE);
	letter_header(x->letter, &header);
	add_item(x, whole ? "message/rfc822" : "text/rfc822-headers",
		 whole ? "The mail as it came"
		       : "Header of the mail as it came, the recipient masked",
		 buf_peek(&header));
	buf_fini(&header);
	json_array_end(&x->json);
	json_key(&x->json, "tags");
	json_array(&x->json);
	json_str(&x->json,
		 arena_printf(x->in->arena, "tlp:%s", x->letter->options.tlp->name));
	json_array_end(&x->json);
	json_object_end(&x->json);
	buf_add_char(x->json.out, '\n');
}

/* --- a page --------------------------------------------------------------------------
 */

/* As the schema has names: labels of letters, digits and single hyphens. */
static bool is_schema_name(struct str host)
{
	char before = '.';

	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];
		bool mark = c == '.' || c == '-';

		if (!mark && !(c >= 'a' && c <= 'z') && !ascii_is_digit(c))
			return false;
		if (mark && (before == '.' || before == '-'))
			return false;
		before = c;
	}
	return host.n && before >= 'a' && str_find(host, '.') != STR_NPOS;
}

static void add_addresses(struct xarf *x, enum ip_kind kind, const char *key)
{
	const struct survey *survey = x->in->survey;
	struct str asked = survey_name_for(survey, x->letter->site->host);
	bool any = false;

	for (uint32_t i = 0; i < survey->address_count; i++)
		for (uint32_t k = 0; k < survey->addresses[i].host_count; k++) {
			if (survey->addresses[i].ip.kind != kind ||
			    !str_eq_nocase(survey->addresses[i].hosts[k], asked))
				continue;
			if (!any) {
				json_key(&x->json, key);
				json_array(&x->json);
			}
			json_str(&x->json, survey->addresses[i].text);
			any = true;
		}
	if (any)
		json_array_end(&x->json);
}

static void add_registration(struct xarf *x)
{
	const struct bad_site *site = x->letter->site;
	const struct enquired_domain *at =
	    x->in->enquiries && !site->shared
		? enquired_domain_of(x->in->enquiries, site->domain)
		: NULL;
	const struct registration *registration = at ? enquired_registration(at) : NULL;
	const struct registry_facts *facts;
	const struct registry_abuse *abuse;

	if (!registration)
		return;
	facts = &registration->facts;
	key_masked(x, "registrar", facts->registrar);
	json_key(&x->json, "nameservers");
	json_array(&x->json);
	for (uint32_t i = 0; i < facts->host_count; i++)
		json_str(&x->json, facts->hosts[i].name);
	json_array_end(&x->json);
	json_key(&x->json, "whois");
	json_object(&x->json);
	key_registered(x, "created_date", &facts->created);
	key_registered(x, "updated_date", &facts->updated);
	key_registered(x, "expiry_date", &facts->expires);
	abuse = enquiry_abuse(at->enquiry, REGISTRY_REGISTRAR);
	if (abuse && desk_contact_is_address(abuse->email))
		json_key_str(&x->json, "registrar_abuse_contact", abuse->email);
	json_object_end(&x->json);
}

static void add_certificate(struct xarf *x, const struct visit *visit)
{
	const struct certificate *leaf;

	if (visit->handshake_count == 0 || visit->handshakes[0].count == 0)
		return;
	leaf = visit->handshakes[0].chain;
	json_key(&x->json, "ssl_certificate");
	json_object(&x->json);
	json_key_str(&x->json, "issuer", leaf->issuer.text);
	json_key_str(&x->json, "subject", leaf->subject.text);
	if (leaf->first != CERTIFICATE_NO_TIME)
		key_time(x, "valid_from", leaf->first);
	if (leaf->last != CERTIFICATE_NO_TIME)
		key_time(x, "valid_to", leaf->last);
	json_key_c(&x->json, "fingerprint", leaf->sha256);
	json_object_end(&x->json);
}

static void add_form(struct xarf *x, const struct visit *visit)
{
	const struct page_facts *page;
	const struct shown *shown;
	struct shown_pages pages;

	shown_pages(x->in, visit, &pages);
	shown = shown_with_form(&pages);
	if (!shown || shown->page->form_count == 0)
		return;
	page = shown->page;
	json_key(&x->json, "credential_fields");
	json_array(&x->json);
	for (unsigned k = 0; k < ASKS_OTHER; k++)
		if (page->forms[0].asks >> k & 1)
			json_c(&x->json, page_asks_name(k));
	json_array_end(&x->json);
	key_masked(x, "submission_url", page->forms[0].action);
}

static void add_visit(struct xarf *x)
{
	const struct visit *visit = NULL;
	int64_t at;

	while ((visit = visit_next(x->in, visit)))
		if (visit->link == x->letter->site->link)
			break;
	if (!visit || !visit_seen_at(visit, &at)) {
		json_key_c(&x->json, "verification_method", "user_report");
		return;
	}
	if (visit->state == VISIT_LIVE)
		key_time(x, "verified_at", at);
	json_key_c(&x->json, "verification_method", "automated_crawler");
	if (visit->hop_count > 1) {
		json_key(&x->json, "redirect_chain");
		json_array(&x->json);
		for (uint32_t i = 0; i < visit->hop_count; i++)
			json_str(&x->json, masked(x, visit->hops[i].href));
		json_array_end(&x->json);
	}
	add_certificate(x, visit);
	add_form(x, visit);
}

static void add_brand(struct xarf *x)
{
	const struct claims *claims = &x->in->claims;

	for (uint32_t i = 0; i < claims->count; i++) {
		const struct brand *brand = claims->items[i].brand;

		if (claims->items[i].standing != STANDING_CONTRADICTED)
			continue;
		json_key_str(&x->json, "target_brand", brand->name_en);
		if (brand->domain_count)
			json_key_str(&x->json, "cloned_site",
				     arena_printf(x->in->arena, "https://%.*s/",
						  STR_ARG(brand->domains[0])));
		return;
	}
}

static void add_lure(struct xarf *x)
{
	static const char *const lures[][2] = {
		{ "lang.pretext-account-suspended", "account_suspension" },
		{ "lang.pretext-unusual-login", "security_alert" },
		{ "lang.pretext-password-expiry", "password_reset" },
		{ "lang.pretext-parcel", "shipping_notification" },
		{ "lang.pretext-prize", "prize_notification" },
		{ "lang.pretext-shared-document", "document_share" },
		{ "lang.pretext-tax-refund", "tax_refund" },
		{ "lang.pretext-unpaid", "payment_issue" },
		{ "lang.pretext-invoice", "payment_issue" },
		{ "lang.pretext-card", "payment_issue" },
	};

	for (size_t i = 0; i < COUNT(lures); i++)
		if (inspection_find(x->in, str_c(lures[i][0]))) {
			json_key_c(&x->json, "lure_type", lures[i][1]);
			return;
		}
	json_key_c(&x->json, "lure_type", "other");
}

static void write_phishing(struct xarf *x)
{
	const struct bad_site *site = x->letter->site;

	begin(x, "content", "phishing", site->host);
	json_key_c(&x->json, "evidence_source", "researcher_analysis");
	json_key_str(
	    &x->json, "url",
	    masked(x, utf8_front(link_target(site->link)->href, LIMIT_LETTER_URL)));
	if (is_schema_name(site->host))
		key_masked(x, "domain", site->host);
	if (x->in->survey) {
		json_key(&x->json, "dns_records");
		json_object(&x->json);
		add_addresses(x, IP_V4, "a");
		add_addresses(x, IP_V6, "aaaa");
		json_object_end(&x->json);
	}
	json_key_c(&x->json, "attack_vector", "phishing");
	add_registration(x);
	add_visit(x);
	add_brand(x);
	add_lure(x);
	finish(x);
}

/* --- a mail --------------------------------------------------------------------------
 */

/* The form wants the client's port, which Received fields do not tell: that of the
 * service stands there, and the description says so. */
static void write_spam(struct xarf *x)
{
	const struct inspection *in = x->in;
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);
	struct str from = path ? path->text : STR_NONE;

	if (!desk_contact_is_address(from) && in->message->from.count)
		from = in->message->from.items[0].address;
	begin(x, "messaging", "spam", ip_text(in->arena, &in->path.origin.addr));
	json_key_int(&x->json, "source_port", SMTP_PORT);
	json_key_c(&x->json, "description",
		   "A fraudulent mail. source_port is that of the service; that of the "
		   "client was not recorded.");
	json_key_c(&x->json, "evidence_source", "user_complaint");
	json_key_c(&x->json, "protocol", "smtp");
	json_key_str(&x->json, "smtp_from",
		     desk_contact_is_address(from) ? masked(x, from)
						   : STR("unknown@sender.invalid"));
	key_masked(x, "subject", utf8_front(in->message->subject.text, SUBJECT_MOST));
	key_masked(x, "message_id", utf8_front(in->message->message_id.id, ID_MOST));
	json_key_int(&x->json, "recipient_count", 1);
	finish(x);
}

static void write_compromised(struct xarf *x)
{
	begin(x, "infrastructure", "compromised_server",
	      x->letter->scene->account_domain);
	json_key_c(&x->json, "evidence_source", "researcher_analysis");
	json_key_c(&x->json, "compromise_method", "credential_theft");
	json_key_c(&x->json, "description",
		   "Somebody logged in to a mail account of this domain and sent a "
		   "fraudulent mail. Its owner is most likely a victim.");
	finish(x);
}

/* --- which --------------------------------------------------------------------------
 */

static enum xarf_kind kind_for(const struct letter *letter)
{
	bool client = letter->in->path.origin.addr.kind != IP_NONE;

	switch (letter->desk->cause) {
	case TOLD_AS_ACCOUNT_OWNER:
		return XARF_COMPROMISED;
	case TOLD_AS_REGISTRAR:
	case TOLD_AS_REGISTRAR_OF_OLD:
	case TOLD_AS_REGISTRY:
	case TOLD_AS_REGISTRY_OF_OLD:
	case TOLD_AS_HOST:
	case TOLD_AS_SHARED_HOST:
	case TOLD_AS_CDN:
		return letter->site ? XARF_PHISHING : client ? XARF_SPAM : XARF_NONE;
	case TOLD_AS_SENDING_NETWORK:
	case TOLD_AS_ADDRESS_REGISTRY:
	case TOLD_AS_GENUINE_SERVER:
	case TOLD_AS_LOGIN_NETWORK:
	case TOLD_AS_MAILBOX_HOST:
	case TOLD_AS_MISUSED_DOMAIN:
		return client ? XARF_SPAM : XARF_NONE;
	default:
		return XARF_NONE;
	}
}

bool xarf_report(const struct letter *letter, struct buf *out)
{
	struct xarf x = { .letter = letter, .in = letter->in };
	enum xarf_kind kind = kind_for(letter);

	if (kind == XARF_NONE)
		return false;
	json_init(&x.json, out);
	buf_init(&x.text, LIMIT_REPORT_BYTES);
	if (kind == XARF_PHISHING)
		write_phishing(&x);
	else if (kind == XARF_SPAM)
		write_spam(&x);
	else
		write_compromised(&x);
	buf_fini(&x.text);
	return true;
}
