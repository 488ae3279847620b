/* desk/people.c - whom it happened to: the owner of an account or a domain, the brand,
 * and the person who showed us the mail. */
#include "desk/part.h"

#include "check/origin.h"

/* Their own registration may tell who they are. */
static struct str owner_of(const struct desk_list *list, struct str domain)
{
	const struct enquired_domain *at =
	    list->in->enquiries ? enquired_domain_of(list->in->enquiries, domain) : NULL;
	const struct registration *registration = at ? enquired_registration(at) : NULL;
	static const enum registry_field fields[] = { REGISTRY_ORGANIZATION,
						      REGISTRY_NAME };

	for (size_t i = 0; registration && i < COUNT(fields); i++) {
		const struct registry_value *value =
		    &registration->registrant.fields[fields[i]];

		if (value->standing == REGISTRY_PUBLISHED && value->text.n)
			return value->text;
	}
	return domain;
}

static const char *language_of(struct str domain)
{
	return str_ends_nocase(domain, STR(".jp")) ? "ja" : "en";
}

static void add_owner(struct desk_list *list, enum desk_cause cause, struct str domain,
		      struct str about)
{
	struct desk_contact contact;

	if (domain.n == 0)
		return;
	/* Postmaster has to be there (RFC 5321, 4.5.1), and whoever looks after the mail
	 * can close the account; the account's own mailbox is in the thief's hands. */
	contact_of_mailbox(list, "postmaster", domain, &contact);
	contact.language = language_of(domain);
	desk_add(list, cause, owner_of(list, domain), &contact, about);
}

/* --- brands -------------------------------------------------------------------------
 */

static void add_brand(struct desk_list *list, const struct claim *claim)
{
	const struct brand *brand = claim->brand;
	const struct desk_row *row =
	    desk_row_find(&list->in->env->tables->desks, DESK_BRAND, brand->id);
	struct desk_contact contact = { .language = str_eq(brand->country, STR("JP"))
							? "ja"
							: "en" };
	struct desk *desk;

	if (row) {
		desk = desk_add_row(list, TOLD_AS_BRAND, row, brand->name_en);
	} else {
		if (brand->domain_count) {
			contact.address = arena_printf(list->arena, "https://%.*s/",
						       STR_ARG(brand->domains[0]));
			contact.via = "form";
			contact.source = STR("brands.txt");
		}
		desk = desk_add(list, TOLD_AS_BRAND, brand->name_en, &contact,
				brand->name_en);
		if (desk && contact.address.n)
			desk->warning =
			    N_("no address for such reports is known here: the official "
			       "site tells where to write");
	}
	if (desk)
		desk->name_ja = brand->name_ja;
}

static void add_brands(struct desk_list *list)
{
	const struct claims *claims = &list->in->claims;

	for (uint32_t i = 0; i < claims->count; i++)
		if (claims->items[i].standing == STANDING_CONTRADICTED)
			add_brand(list, &claims->items[i]);
}

/* --- who showed it to us ------------------------------------------------------------
 */

/* Whoever forwarded the mail as a file stands in From around it. */
static void add_reporter(struct desk_list *list)
{
	const struct inspection *in = list->in;
	struct desk_contact contact = { 0 };
	struct desk *desk;

	if (in->outer != in->message && in->outer->from.count &&
	    desk_contact_is_address(in->outer->from.items[0].address)) {
		contact.address = in->outer->from.items[0].address;
		contact.via = "mail";
		contact.source = STR("From");
	}
	contact.language = str_eq(in->env->site->language, STR("en")) ? "en" : "ja";
	desk = desk_add(list, TOLD_AS_REPORTER, STR_NONE, &contact, STR_NONE);
	if (desk && !contact.address.n)
		desk->warning = N_("who reported the mail is not known here");
}

void desks_of_people(struct desk_list *list)
{
	const struct scene *scene = list->scene;

	if (scene->stolen)
		add_owner(list, TOLD_AS_ACCOUNT_OWNER, scene->account_domain,
			  scene->account);
	else
		add_owner(list, TOLD_AS_MISUSED_DOMAIN, scene->misused, scene->misused);
	add_brands(list);
	add_reporter(list);
}
