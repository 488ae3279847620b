/* check/url_unrelated.c - a page to be clicked, and nothing on it leads to its sender. */
#include "check/identity_list.h"
#include "check/link_list.h"
#include "check/senders_own.h"

enum { ORGANISATION, PERSON };
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

static bool leads_to_sender(const struct inspection *in, const struct link *link)
{
	struct str address = link_address(link), before, domain;

	if (str_cut_last(address, '@', &before, &domain))
		return is_senders_own(in, domain);
	return (link->host.ok && is_senders_own(in, link->host.ascii)) ||
	       (link_target_host(link)->ok &&
		is_senders_own(in, link_target_host(link)->ascii));
}

static void keep(struct str *names, uint32_t *count, struct str name)
{
	for (uint32_t i = 0; i < *count; i++)
		if (str_eq(names[i], name))
			return;
	if (*count < SHOWN)
		names[(*count)++] = name;
}

/* The places of a page's links; 0 where one is the sender's, or none stands on a page. */
static uint32_t foreign_places(const struct inspection *in, struct str *ret_names,
			       const struct link **ret_first)
{
	const struct link *link = NULL;
	uint32_t count = 0;
	bool page = false;

	*ret_first = NULL;
	while ((link = link_next(in, link, 0))) {
		if (!is_on_the_page(link))
			continue;
		if (leads_to_sender(in, link))
			return 0;
		if (!url_is_http(link_target(link)))
			continue;
		/* Everybody pastes addresses into a text. */
		page = page || str_starts(str_c(link->where), STR("html."));
		keep(ret_names, &count, link_domain(link));
		if (!*ret_first)
			*ret_first = link;
	}
	return page ? count : 0;
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
	uint32_t count;

	if (!from_of(in) || mailing_list(in) || through_alias(in) ||
	    !came_from_outside(in))
		return;
	count = foreign_places(in, names, &first);
	if (count == 0)
		return;
	finding = finding_add(in, self);
	if (is_personal(in)) {
		finding_variant(finding, PERSON);
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
			"anything.") },
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
