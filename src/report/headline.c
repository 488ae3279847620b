/* report/headline.c - see headline.h. */
#include "report/headline.h"

#include "check/link_list.h"
#include "report/phrase.h"

/* What the sentences are made of; empty: not known. */
struct story {
	struct str brand, brand_ja; /* whose name it borrows */
	struct str client;	    /* who handed it over */
	struct str account;	    /* with whose login, if a stolen one is likely */
	struct str site;	    /* where it leads */
	struct str file;	    /* what it carries */
	struct str from;	    /* domain of From */
	struct str thing;
};

static void find_brand(const struct inspection *in, struct story *ret)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];

		if (claim->standing != STANDING_CONTRADICTED || claim->voice < VOICE_TEXT)
			continue;
		ret->brand = claim->brand->name_en.n ? claim->brand->name_en
						     : claim->brand->name_ja;
		ret->brand_ja = claim->brand->name_ja;
		return;
	}
}

/* The place that says most of all where it leads, and is neither the sender's own nor the
 * brand's. */
static void find_site(const struct inspection *in, struct story *ret)
{
	const struct link *link = NULL;
	unsigned best = 0;

	while ((link = link_next(in, link, 0))) {
		if (link->flags & (LINK_OFFICIAL | LINK_OWN) ||
		    strncmp(link->where, "header", 6) == 0 || link_address(link).n)
			continue;
		if (ret->site.n && link_rank(link) <= best)
			continue;
		best = link_rank(link);
		ret->site = link_domain(link);
	}
}

static void find_file(const struct inspection *in, struct story *ret)
{
	static const char *const ids[] = { "att.executable", "att.double-extension",
					   "att.name-deceives", "att.polyglot",
					   "att.html-form" };

	for (size_t i = 0; i < COUNT(ids) && ret->file.n == 0; i++) {
		const struct finding *finding = inspection_find(in, str_c(ids[i]));
		const struct value *name =
		    finding ? finding_value(finding, "name") : NULL;

		if (name)
			ret->file = name->str;
	}
}

static void find_story(const struct inspection *in, struct story *ret)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	*ret = (struct story){ 0 };
	find_brand(in, ret);
	find_site(in, ret);
	find_file(in, ret);
	ret->client =
	    in->path.origin.rdns.n && !str_eq_nocase(in->path.origin.rdns, STR("unknown"))
		? in->path.origin.rdns
		: in->path.origin.ip;
	if (inspection_find(in, STR("victim.stolen-account")))
		ret->account = in->path.origin.auth_user;
	if (from)
		/* Of a mailbox that anybody can have the domain says nothing. */
		ret->from = from->domain.n && !from->class_ ? from->domain : from->text;
}

static const char *in_a_false_name(const struct story *story)
{
	if (story->account.n && story->site.n)
		return N_("A mail in the name of {brand}, handed in with the account of "
			  "{account}, that leads to {site}");
	if (story->client.n && story->site.n)
		return N_("A mail in the name of {brand} that was handed over by "
			  "{client} and leads to {site}");
	if (story->site.n)
		return N_("A mail in the name of {brand} that leads to {site}");
	if (story->client.n && story->file.n)
		return N_("A mail in the name of {brand} that was handed over by "
			  "{client} and carries {file}");
	if (story->client.n)
		return N_("A mail in the name of {brand} that was handed over by "
			  "{client}");
	return N_("A mail in the name of {brand} that does not come from there");
}

static const char *in_its_own_name(const struct inspection *in, const struct story *story)
{
	if (inspection_find(in, STR("path.genuine")) && story->from.n)
		return N_("A mail that really came through {from}, and says what that "
			  "sender would not");
	if (inspection_find(in, STR("text.extortion")))
		return N_("A mail that extorts: it threatens, and wants money");
	if (story->client.n && story->site.n)
		return N_("A mail from {from} that was handed over by {client} and leads "
			  "to {site}");
	if (story->file.n)
		return N_("A mail from {from} that carries {file}");
	return N_("A mail from {from} that should not be trusted");
}

static const char *sentence_of(const struct inspection *in, const struct story *story)
{
	switch (in->verdict.class_) {
	case VERDICT_UNREMARKABLE:
		return story->from.n
			   ? N_("A mail from {from} against which nothing was found")
			   : N_("A mail against which nothing was found");
	case VERDICT_UNDECIDED:
		return story->from.n
			   ? N_("A mail from {from} of which too little is known")
			   : N_("A mail of which too little is known");
	default:
		break;
	}
	if (story->brand.n)
		return in_a_false_name(story);
	return story->from.n ? in_its_own_name(in, story)
			     : N_("A mail without a sender that should not be trusted");
}

void headline(const struct inspection *in, const struct report_options *options,
	      struct buf *out)
{
	struct story story;

	find_story(in, &story);
	{
		struct value values[] = {
			{ .key = "brand", .kind = VALUE_STR, .str = story.brand },
			{ .key = "brand_ja", .kind = VALUE_STR, .str = story.brand_ja },
			{ .key = "client", .kind = VALUE_STR, .str = story.client },
			{ .key = "account", .kind = VALUE_STR, .str = story.account },
			{ .key = "site", .kind = VALUE_STR, .str = story.site },
			{ .key = "file", .kind = VALUE_STR, .str = story.file },
			{ .key = "from", .kind = VALUE_STR, .str = story.from },
		};

		phrase_add(in, options, sentence_of(in, &story), values, COUNT(values),
			   out);
	}
}
