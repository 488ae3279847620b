/* desk/national.c - the desks of countries: of the recipient's, and those that speak to
 * the hosters of the countries where the machines are. */
#include "desk/part.h"

#include "check/origin.h"
#include "check/target.h"

static bool is_category(const struct desk_list *list, const char *word)
{
	const char *category = list->in->verdict.category;

	return category && strcmp(category, word) == 0;
}

/* Somebody pretends to be somebody to get something: a page, a password, a call. */
static bool is_phish(const struct desk_list *list)
{
	return !list->scene->genuine && !is_category(list, "hoax") &&
	       !is_category(list, "unwanted-bulk") &&
	       list->in->verdict.class_ == VERDICT_FRAUDULENT;
}

static bool is_crime(const struct desk_list *list)
{
	return list->in->verdict.class_ == VERDICT_FRAUDULENT ||
	       is_category(list, "extortion") || is_category(list, "hoax");
}

static bool has_incident(const struct desk_list *list)
{
	return list->scene->site_count || list->scene->stolen || list->scene->genuine ||
	       list->scene->misused.n;
}

static bool applies(const struct desk_list *list, enum desk_does does,
		    enum desk_cause *ret)
{
	static const enum desk_cause causes[DESK_DOES] = {
		[DOES_PHISH] = TOLD_AS_PHISH_DESK,
		[DOES_SPAM] = TOLD_AS_SPAM_DESK,
		[DOES_CRIME] = TOLD_AS_POLICE,
		[DOES_INCIDENT] = TOLD_AS_CSIRT,
		[DOES_ADVICE] = TOLD_AS_ADVICE_DESK,
		[DOES_CONSUMER] = TOLD_AS_CONSUMER_LINE,
	};

	*ret = causes[does];
	switch (does) {
	case DOES_PHISH:
		return is_phish(list);
	case DOES_CRIME:
		return is_crime(list);
	case DOES_INCIDENT:
		return has_incident(list);
	case DOES_CONSUMER:
		return is_phish(list);
	default:
		return does != DOES_OTHER;
	}
}

static void add_country(struct desk_list *list, struct str country, bool csirt_only,
			struct str about)
{
	const struct desk_rows *rows = &list->in->env->tables->desks;

	for (uint32_t i = 0; i < rows->count; i++) {
		const struct desk_row *row = &rows->items[i];
		enum desk_cause cause;

		if (row->kind == DESK_NATIONAL && desk_row_is_for(row, country) &&
		    (!csirt_only || row->does == DOES_INCIDENT) &&
		    applies(list, row->does, &cause))
			desk_add_row(list, cause, row, about);
	}
}

/* --- which country -------------------------------------------------------------------
 */

/* "jp" of "mx.example.jp"; a generic domain tells no country. */
static struct str country_of(struct str domain)
{
	struct str before, after;

	if (!str_cut_last(domain, '.', &before, &after) || after.n != 2)
		return STR_NONE;
	return str_eq_nocase(after, STR("uk")) ? STR("GB") : after;
}

enum { JAPAN_MINUTES = 540 };

/* Where the recipient is: as the profile says, else by his domain, else by language and
 * clock. */
static struct str recipients_country(const struct desk_list *list)
{
	const struct inspection *in = list->in;
	const struct site *site = in->env->site;
	struct str country = site->holidays;
	struct target target;

	for (uint32_t i = 0; country.n == 0 && i < site->own_domains.count; i++)
		country = country_of(site->own_domains.items[i]);
	if (country.n == 0 && target_of(in, &target))
		country = country_of(target.domain);
	if (country.n == 0 &&
	    (str_eq(site->language, STR("ja")) ||
	     (in->path.zone_known && in->path.zone_minutes == JAPAN_MINUTES)))
		country = STR("JP");
	return country;
}

/* Of the networks in which sites or senders are. */
static void add_abroad(struct desk_list *list, struct str home)
{
	const struct inspection *in = list->in;

	for (uint32_t i = 0; in->survey && in->enquiries && i < in->survey->address_count;
	     i++) {
		const struct survey_address *address = &in->survey->addresses[i];
		const struct enquiry *enquiry = in->enquiries->addresses[i].enquiry;
		bool sender = address->roles & 1u << SEEN_CLIENT;

		/* in front of a CDN nobody knows the country of the machine */
		if (!enquiry || !enquiry->network || address->network ||
		    !(sender || address->roles & SEEN_CLICKED) ||
		    (sender && list->scene->genuine) ||
		    str_eq_nocase(enquiry->network->country, home))
			continue;
		add_country(list, enquiry->network->country, true, address->text);
	}
}

void desks_of_nations(struct desk_list *list)
{
	struct str home = recipients_country(list);

	if (home.n)
		add_country(list, home, false, STR_NONE);
	add_country(list, STR("*"), false, STR_NONE);
	if (has_incident(list))
		add_abroad(list, home);
}
