/* check/url_unrelated.c - a page to be clicked, and nothing on it leads to its sender. */
#include "check/identity_list.h"
#include "check/lever_list.h"
#include "check/link_list.h"
#include "check/senders_own.h"
#include "link/document.h"

enum { ORGANISATION, PERSON, LETTER, ACCOUNT };
enum { SHOWN = 8 };

/* A mailbox provider's name is no organisation of the sender's: its own pages are as
 * foreign to him as any other. */
static bool is_mailbox_provider(const struct identity *id)
{
	return id->class_ && (str_eq(id->class_->class_, STR("freemail")) ||
			      str_eq(id->class_->class_, STR("subscriber")) ||
			      str_eq(id->class_->class_, STR("anonymous")));
}

/* What a reader sees and clicks: neither fields of the header nor what is hidden. */
static bool is_on_the_page(const struct link *link)
{
	return link->part && !(link->flags & LINK_HIDDEN);
}

/* The mailing service that handed it over counts the clicks, too: where they go on to is
 * not in the link. */
static bool is_counted_by_carrier(const struct inspection *in, struct str service)
{
	static const enum identity_role roles[] = { ID_RETURN_PATH, ID_DKIM, ID_HELO,
						    ID_RDNS };

	for (size_t i = 0; service.n && i < COUNT(roles); i++) {
		const struct identity *id = identity_first(&in->ids, roles[i]);

		for (; id; id = identity_next(&in->ids, id))
			if (id->class_ && str_eq(id->class_->name, service))
				return true;
	}
	return false;
}

static bool leads_to_sender(const struct inspection *in, const struct link *link)
{
	struct str address = link_address(link), before, domain;

	if (is_counted_by_carrier(in, link->opaque))
		return true;
	if (str_cut_last(address, '@', &before, &domain))
		return is_senders_own(in, domain);
	return (link->host.ok && is_senders_own(in, link->host.ascii)) ||
	       (link->chain_count && link_target_host(link)->ok &&
		is_senders_own(in, link_target_host(link)->ascii));
}

enum { NAME_MOST = 64, NAME_WORD = 4 };

/* Is it all words of the name, their initials, or one of them? Lower case. */
static bool is_made_of(struct str label, struct str name)
{
	char joined[NAME_MOST], initials[NAME_MOST];
	size_t n = 0, words = 0, start = 0;

	for (size_t i = 0; i <= name.n && n < NAME_MOST; i++) {
		if (i < name.n && ascii_is_alnum(name.p[i])) {
			if (n == start)
				initials[words++] = ascii_lower(name.p[i]);
			joined[n++] = ascii_lower(name.p[i]);
			continue;
		}
		if (n - start >= NAME_WORD &&
		    str_eq(str_make(joined + start, n - start), label))
			return true;
		start = n;
	}
	return n >= NAME_WORD &&
	       (str_eq(str_make(joined, n), label) ||
		(words > 1 && str_eq(str_make(initials, words), label)));
}

/* "British Airways", mail from ba.com and links to britishairways.com: two domains of the
 * one who is named. */
static bool leads_as_shown(struct str name, const struct link *link)
{
	return name.n && is_made_of(str_until(link_domain(link), '.'), name);
}

/* The name shown, where the sender's domain is made of it; else none. */
static struct str name_of_domain(const struct inspection *in)
{
	const struct identity *from = from_of(in);
	/* A name has few bytes that are no letters of ASCII, or too many to be a
	 * domain's. */
	struct str name = from ? str_sub(from->name, 0, 4 * NAME_MOST) : STR_NONE;

	return from && is_made_of(str_until(from->registrable, '.'), name) ? name
									   : STR_NONE;
}

/* Most links of a page lead where the one before led. */
static bool lead_alike(const struct link *a, const struct link *b)
{
	return link_address(a).n == 0 && link_address(b).n == 0 &&
	       str_eq(a->opaque, b->opaque) && str_eq(a->host.ascii, b->host.ascii) &&
	       str_eq(link_target_host(a)->ascii, link_target_host(b)->ascii);
}

/* The places of the links; 0 where one is the sender's. Does one stand on a page?
 * Everybody pastes addresses into a text. */
static uint32_t foreign_places(const struct inspection *in, struct str *ret_names,
			       const struct link **ret_first, bool *ret_page)
{
	const struct link *link = NULL, *before = NULL;
	struct str name = name_of_domain(in);
	uint32_t count = 0;

	*ret_first = NULL;
	*ret_page = false;
	while ((link = link_next(in, link, 0))) {
		if (!is_on_the_page(link))
			continue;
		if (!(before && lead_alike(link, before)) && leads_to_sender(in, link))
			return 0;
		before = link;
		if (!url_is_http(link_target(link)) || leads_as_shown(name, link))
			continue;
		*ret_page |= str_starts(str_c(link->where), STR("html."));
		keep_name(ret_names, &count, SHOWN, link_domain(link));
		if (!*ret_first)
			*ret_first = link;
	}
	return count;
}

/* Something has happened to the reader's account, and the password is wanted: the place
 * for it is the account's own, whoever writes. */
static bool is_about_account(const struct inspection *in)
{
	static const enum pretext pretexts[] = {
		PRETEXT_HELD_MAIL,	   PRETEXT_QUOTA,	  PRETEXT_PASSWORD_EXPIRY,
		PRETEXT_ACCOUNT_SUSPENDED, PRETEXT_UNUSUAL_LOGIN,
	};

	if (!levers_have(&in->levers, LEVER_CREDENTIALS) ||
	    (!levers_have(&in->levers, LEVER_THREAT) &&
	     !levers_have(&in->levers, LEVER_DEADLINE)))
		return false;
	for (size_t i = 0; i < COUNT(pretexts); i++)
		if (has_pretext(in, pretexts[i]))
			return true;
	return false;
}

/* Mail programs make a link of an address that was typed or pasted: then the reader sees
 * the whole of it, and there is neither a word nor a picture to be clicked in its place.
 */
static bool shows_itself(const struct html_link *link)
{
	struct str url = link->url, text = link->text;

	if (str_ends(url, STR("/")))
		url.n--;
	if (str_ends(text, STR("/")))
		text.n--;
	return text.n && !link->text_is_alt && str_ends_nocase(url, text);
}

static bool is_letter(const struct html_document *page)
{
	for (uint32_t i = 0; i < page->link_count; i++) {
		const struct html_link *link = &page->links[i];

		if (link->loads || link->carrier == CARRIER_FORM ||
		    link->carrier == CARRIER_BUTTON)
			return false;
		if (link->carrier <= CARRIER_AREA &&
		    !str_starts_nocase(link->url, STR("mailto:")) && !shows_itself(link))
			return false;
	}
	return page->images == 0 && page->form_count == 0;
}

/* Every page of the mail shows its links as they are. */
static bool is_all_letters(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];

		if (!view->attachment && !view->file && !is_letter(view->document))
			return false;
	}
	return true;
}

/* It holds what it answers: the field that says so is anybody's to write. */
static bool is_answer(const struct inspection *in)
{
	const struct message *message = in->message;

	if (!header_first(&message->header, FIELD_IN_REPLY_TO) &&
	    !header_first(&message->header, FIELD_REFERENCES))
		return false;
	for (uint32_t i = 0; i < in->passages.count; i++)
		if (in->passages.items[i].quoted.count)
			return true;
	return false;
}

/* Who invites somebody leads him to where they will meet: a service's room. */
static bool is_invitation(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];

		if (item->content == CONTENT_CALENDAR && item->inner &&
		    str_eq_nocase(item->inner->method, STR("REQUEST")) &&
		    str_find_str_nocase(item->inner->organizer, from_of(in)->text) !=
			STR_NPOS)
			return true;
	}
	return false;
}

/* People send one another what they found, answer, and invite. */
static bool is_personal(const struct inspection *in)
{
	return is_mailbox_provider(from_of(in)) || is_answer(in) || is_invitation(in);
}

static void run(struct inspection *in, const struct check *self)
{
	struct str names[SHOWN];
	const struct link *first;
	struct finding *finding;
	bool page, account;
	uint32_t count;

	if (!from_of(in) || mailing_list(in) || through_alias(in) ||
	    !came_from_outside(in))
		return;
	count = foreign_places(in, names, &first, &page);
	account = !is_answer(in) && is_about_account(in);
	if (count == 0 || (!page && !account))
		return;
	finding = finding_add(in, self);
	if (account && (!page || is_all_letters(in))) {
		finding_variant(finding, ACCOUNT);
	} else if (is_personal(in) || is_all_letters(in)) {
		finding_variant(finding, is_personal(in) ? PERSON : LETTER);
		finding_severity(finding, SEVERITY_NOTE);
	}
	finding_str(finding, "from", from_of(in)->domain);
	finding_list(finding, "domains", names, count);
	finding_at_link(finding, first);
}

const struct check check_url_unrelated = {
	.id = "url.unrelated",
	.title = N_("None of its links leads to anything of the sender's"),
	.details = { N_("The page has links, and all of them lead to others: {domains}. "
			"None belongs to {from}, or to any other name that took part in "
			"sending it."),
		     N_("All links of the page lead to others: {domains}. The sender is "
			"a person at {from}, answers or invites; people send links to "
			"anything."),
		     N_("All links of the mail lead to others than {from}: {domains}. "
			"They are written out as they are, without a word or a picture "
			"in their place; so people pass on what they found."),
		     N_("The text is about an account of the reader's and presses for "
			"the password. Where it leads belongs to others than {from}: "
			"{domains}.") },
	.means =
	    N_("An organisation that writes a page to its readers leads them to its own "
	       "site at least once: a logo, an imprint, a way to unsubscribe. Who writes "
	       "under a borrowed name leads them elsewhere."),
	.wrong = N_("A colleague's mail with one link in it; an organisation with "
		    "several domains, or whose links all pass through a service that "
		    "counts clicks. Related domains can be named in the site profile."),
	.cites = "RFC 5322, 3.6.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
