/* verdict/state.c - the two statements and the summary, in words that say no more than
 * the evidence.
 *
 * Who is established to have sent it, and is the content plausible for that
 * sender: two answers, never one. A pass of SPF, DKIM or DMARC speaks of a
 * domain and a route. */
#include "verdict/verdict.h"

#include "check/check.h"
#include "check/identity_list.h"
#include "check/results.h"
#include "check/smime.h"

static struct str shown_from(const struct message *message)
{
	const struct mailbox *from = message->from.items;

	if (message->from.count == 0)
		return STR("-");
	return from->address.n || from->name.n == 0 ? from->address : from->name;
}

static bool passed(const struct recorded *recorded)
{
	return recorded && str_eq(recorded->method->result, STR("pass"));
}

/* --- who is established to have sent it --------------------------------- */

static const struct dkim_signature *signature_that_holds(const struct inspection *in)
{
	const struct dkim_results *dkim = &in->authentication.dkim;

	for (uint32_t i = 0; i < dkim->count; i++)
		if (dkim->items[i].code == DKIM_PASS)
			return &dkim->items[i];
	return NULL;
}

/* A signature of the content itself says more than one of the domain on the way. */
static bool say_signer(struct inspection *in)
{
	const struct smime_signer *signer = smime_main_signer(&in->authentication.smime);
	struct statement *sender = &in->verdict.sender;

	if (!signer || !smime_establishes(signer))
		return false;
	statement_set(
	    sender,
	    in->authentication.smime.outside_count
		? N_("Established for a part of the content only: the holder of a "
		     "certificate for {from} signed it (S/MIME); {issuer}, an issuer "
		     "that "
		     "this system trusts, issued it to {name}. What stands beside it, "
		     "Subject and Date can be anybody's.")
		: N_("Established: the holder of a certificate for {from} signed the "
		     "content (S/MIME); {issuer}, an issuer that this system trusts, "
		     "issued it to {name}. That speaks of nobody else whom the mail may "
		     "name, and not of Subject and Date."));
	statement_str(in->arena, sender, "name", smime_subject(signer));
	statement_str(in->arena, sender, "issuer", smime_issuer(signer));
	return true;
}

enum { BY_DMARC, BY_DKIM, BY_SPF };

/* With answers from a file, and as the DNS says. */
static const char *const established[][2] = {
	[BY_DMARC] = {
		N_("Established with the answers given: {domain}, the domain in From, "
		   "signed it or let {ip} send it (DMARC). That speaks of the domain, "
		   "not of the author or the content."),
		N_("Established: {domain}, the domain in From, signed it or let {ip} send "
		   "it (DMARC). That speaks of the domain, not of the author or the "
		   "content."),
	},
	[BY_DKIM] = {
		N_("Established with the answers given: {domain} signed it (DKIM). That "
		   "speaks of the domain, not of the author or the content."),
		N_("Established: {domain} signed it (DKIM). That speaks of the domain, "
		   "not of the author or the content."),
	},
	[BY_SPF] = {
		N_("Established with the answers given: {domain} allows {ip} to send for "
		   "it (SPF). That speaks of the domain in the envelope, not of {from}, "
		   "the author or the content."),
		N_("Established: {domain} allows {ip} to send for it (SPF). That speaks "
		   "of the domain in the envelope, not of {from}, the author or the "
		   "content."),
	},
};

/* What was evaluated here stands before what others recorded. False: nothing that
 * establishes anything. */
static bool say_evaluated(struct inspection *in)
{
	const struct authentication *auth = &in->authentication;
	const struct dkim_signature *signature = signature_that_holds(in);
	struct statement *sender = &in->verdict.sender;
	bool asked = in->env->contact != CONTACT_OFFLINE;

	if (authentication_dmarc(auth) == DMARC_PASS) {
		statement_set(sender, established[BY_DMARC][asked]);
		statement_str(in->arena, sender, "domain", auth->dmarc[0].domain);
	} else if (signature) {
		statement_set(
		    sender,
		    dkim_aligned(in->arena, in->message, signature->domain)
			? established[BY_DKIM][asked]
			: N_("Established for another domain than the one shown: "
			     "{domain} signed it (DKIM). Who stands in From, {from}, is "
			     "the sender's own word."));
		statement_str(in->arena, sender, "domain", signature->domain);
	} else if (auth->spf_count && auth->spf[0].scope == SPF_MAILFROM &&
		   auth->spf[0].code == SPF_PASS) {
		statement_set(sender, established[BY_SPF][asked]);
		statement_str(in->arena, sender, "domain", auth->spf[0].domain);
	} else {
		return false;
	}
	return true;
}

static void say_sender(struct inspection *in)
{
	struct statement *sender = &in->verdict.sender;
	const struct path *path = &in->path;
	const struct recorded *dkim = path_recorded(path, STR("dkim"));
	const struct recorded *spf = path_recorded(path, STR("spf"));
	struct str ip = path->origin.ip, by = STR_NONE;

	if (path->boundary)
		by = path->hops[path->boundary - 1].received.by;
	if (path->origin.auth_user.n) {
		statement_set(sender,
			      N_("Established: it was handed in from {ip} by someone "
				 "logged in as {user}. Whether the owner of that "
				 "account did so is open; the account may have been "
				 "stolen."));
		statement_str(in->arena, sender, "user", path->origin.auth_user);
	} else if (say_signer(in) || say_evaluated(in)) {
		/* said */
	} else if (passed(dkim) && dkim->method->identity.n) {
		statement_set(sender,
			      N_("Recorded by {by}: {domain} signed it (DKIM), and "
				 "{ip} handed it over. That speaks of the domain, "
				 "not of the author or the content."));
		statement_str(in->arena, sender, "domain", results_domain(dkim->method));
	} else if (passed(spf) && spf->method->identity.n) {
		statement_set(sender,
			      N_("Recorded by {by}: {domain} allows {ip} to send for "
				 "it (SPF). That speaks of the domain in the "
				 "envelope, not of the author or the content."));
		statement_str(in->arena, sender, "domain", results_domain(spf->method));
	} else if (ip.n) {
		statement_set(
		    sender, path->basis == BOUNDARY_SITE || path->basis == BOUNDARY_GIVEN
				? N_("Established: {ip} handed it to {by}. The name in "
				     "From, {from}, is the sender's own word; nothing "
				     "recorded here confirms it.")
				: N_("Recorded by {by}: {ip} handed it over. The name in "
				     "From, {from}, is the sender's own word; nothing "
				     "recorded here confirms it."));
	} else {
		statement_set(sender,
			      N_("Nothing here establishes who sent it. The name in "
				 "From, {from}, is the sender's own word."));
	}
	statement_str(in->arena, sender, "ip", ip.n ? ip : STR("-"));
	statement_str(in->arena, sender, "by", by.n ? by : STR("-"));
	statement_str(in->arena, sender, "from", shown_from(in->message));
}

/* --- is the content plausible for that sender ---------------------------- */

static const struct claim *first_claim(const struct inspection *in,
				       enum standing standing)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (in->claims.items[i].standing == standing)
			return &in->claims.items[i];
	return NULL;
}

/* The first finding against the message that is about a link. */
static const struct finding *against_links(const struct inspection *in)
{
	static const char *const ids[] = { "url.own-domain-left", "url.query-imitates",
					   "url.look-alike",	  "url.brand-left",
					   "url.text-differs",	  "url.reading-differs",
					   "url.mixed-script" };

	for (size_t i = 0; i < COUNT(ids); i++) {
		const struct finding *finding = inspection_find(in, str_c(ids[i]));

		if (finding && finding->severity == SEVERITY_ADVERSE)
			return finding;
	}
	return NULL;
}

static void copy_value(struct inspection *in, const struct finding *finding,
		       const char *key)
{
	const struct value *value = finding_value(finding, key);

	statement_str(in->arena, &in->verdict.content, key,
		      value ? value->str : STR("-"));
}

static void say_foreign_links(struct inspection *in, const struct claim *claim,
			      const struct finding *foreign)
{
	struct statement *content = &in->verdict.content;

	statement_set(content,
		      N_("Not plausible: it names {brand}, but comes from {from} "
			 "and its links lead to {domain}. Neither belongs to "
			 "{brand}, as far as is known here."));
	statement_str(in->arena, content, "brand", claim->brand->name_en);
	statement_str(in->arena, content, "brand_ja", claim->brand->name_ja);
	statement_str(in->arena, content, "from",
		      in->message->from.count ? in->message->from.items[0].domain
					      : STR("-"));
	copy_value(in, foreign, "domain");
}

/* Our own name on a foreign host is told before a claim that hangs on names alone. */
static bool say_links(struct inspection *in, const struct claim *false_claim)
{
	struct statement *content = &in->verdict.content;
	const struct finding *foreign = inspection_find(in, STR("url.not-official"));
	const struct finding *against = against_links(in);

	if (false_claim && foreign && foreign->severity == SEVERITY_ADVERSE) {
		say_foreign_links(in, false_claim, foreign);
		return true;
	}
	if (!against || false_claim)
		return false;
	if (strcmp(against->check->id, "url.own-domain-left") == 0) {
		statement_set(content,
			      N_("Not plausible: a link wears our own domain {own}, but "
				 "leads to {domain}, which is not ours."));
		copy_value(in, against, "own");
	} else {
		statement_set(content,
			      N_("Not plausible: a link shows another name than that of "
				 "the place it leads to, {domain}."));
	}
	copy_value(in, against, "domain");
	return true;
}

/* What the words themselves tell, whoever sent them. */
static bool say_words(struct inspection *in)
{
	static const struct {
		const char *id, *msgid;
	} rows[] = {
		{ "text.extortion",
		  N_("Not plausible: it threatens and asks to be paid, and shows nothing "
		     "of what it says it has.") },
		{ "from.superior",
		  N_("Not plausible as it stands: what it asks for in a superior's name "
		     "comes from {from}, which is no mailbox of the house.") },
		{ "text.payment-diverted",
		  N_("Doubtful: money is to go to another account, and something in the "
		     "mail keeps from asking back. Only a call to a number known before "
		     "tells.") },
		{ "role.free-text-from-notifier",
		  N_("Not plausible for that sender: {from} sends notices, and this is a "
		     "letter that frightens, is addressed to nobody and names nothing by "
		     "which it could be checked. A genuine delivery does not make a "
		     "genuine author.") },
		{ "role.genuine-hostile",
		  N_("Not plausible for that sender: the notice of {from} is genuine, "
		     "and "
		     "what it carries was written by somebody else.") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct finding *finding = inspection_find(in, str_c(rows[i].id));

		if (!finding || finding->severity > SEVERITY_CAUTION)
			continue;
		statement_set(&in->verdict.content, rows[i].msgid);
		statement_str(in->arena, &in->verdict.content, "from",
			      shown_from(in->message));
		return true;
	}
	return false;
}

/* Where it leads, of a sender whom nobody knows. */
static bool say_unrelated(struct inspection *in)
{
	const struct finding *finding = inspection_find(in, STR("url.unrelated"));

	if (!finding || finding->severity != SEVERITY_CAUTION ||
	    (in->verdict.class_ != VERDICT_FRAUDULENT &&
	     in->verdict.class_ != VERDICT_SUSPICIOUS))
		return false;
	statement_set(&in->verdict.content,
		      N_("Doubtful: none of its links leads to anything that belongs to "
			 "{from}."));
	statement_str(in->arena, &in->verdict.content, "from", shown_from(in->message));
	return true;
}

/* By what our own side recorded, or by DMARC as it was evaluated here. */
static bool is_from_there(const struct inspection *in)
{
	if (from_was_authenticated(in))
		return true;
	for (uint32_t i = 0; i < in->authentication.dmarc_count; i++)
		if (in->authentication.dmarc[i].code == DMARC_PASS)
			return true;
	return false;
}

static void say_content(struct inspection *in)
{
	struct statement *content = &in->verdict.content;
	const struct claim *false_claim = first_claim(in, STANDING_CONTRADICTED);
	const struct claim *true_claim = first_claim(in, STANDING_CONFIRMED);

	if (inspection_find(in, STR("id.own-domain-spoof"))) {
		statement_set(content,
			      N_("Not plausible: it speaks in the name of our own "
				 "domain and came from outside."));
	} else if (say_words(in) || say_links(in, false_claim)) {
		return;
	} else if (false_claim) {
		statement_set(content,
			      N_("Not plausible as it stands: it speaks in the name of "
				 "{brand}, and the sender's domain {domain} is none of "
				 "that organisation's known domains."));
		statement_str(in->arena, content, "brand", false_claim->brand->name_en);
		statement_str(in->arena, content, "brand_ja",
			      false_claim->brand->name_ja);
		statement_str(in->arena, content, "domain",
			      in->message->from.count ? in->message->from.items[0].domain
						      : STR("-"));
	} else if (say_unrelated(in)) {
		return;
	} else if (true_claim) {
		statement_set(content,
			      is_from_there(in)
				  ? N_("It names {brand}, and the sender's domain is one "
				       "of theirs.")
				  : N_("It names {brand}, and the address shown is at a "
				       "domain of theirs. That it was sent from there is "
				       "not established."));
		statement_str(in->arena, content, "brand", true_claim->brand->name_en);
		statement_str(in->arena, content, "brand_ja", true_claim->brand->name_ja);
	} else if (inspection_find(in, STR("auth.smime-encrypted"))) {
		statement_set(content, N_("Not known: the content is encrypted. Nothing "
					  "here decrypts, so nothing of it was read."));
	} else {
		statement_set(content,
			      N_("Open: it speaks for no organisation that is known "
				 "here, so there is none to compare its content with."));
	}
}

void verdict_state(struct inspection *in)
{
	say_sender(in);
	say_content(in);
	verdict_summarise(in);
}
