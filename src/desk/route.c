/* desk/route.c - the networks: who handed it over, where the sites are, who stands in
 * front of them. */
#include "desk/part.h"

#include "check/origin.h"
#include "check/registry_list.h"

static struct str holder_name(const struct enquiry *enquiry)
{
	return enquiry && enquiry->network ? held_name(enquiry->network) : STR_NONE;
}

/* The registries answered for it. */
static const struct enquiry *enquiry_of(const struct desk_list *list, const struct ip *ip)
{
	const struct enquired_address *at =
	    list->in->enquiries ? enquired_address_of(list->in->enquiries, ip) : NULL;

	return at && at->enquiry && at->enquiry->network ? at->enquiry : NULL;
}

/* In ranges that a national registry looks after, its mailbox stands where the holder's
 * should: the holder is told besides, as far as it can be reached. */
static void add_holder(struct desk_list *list, enum desk_cause cause,
		       const struct enquiry *enquiry, struct str about)
{
	struct desk_contact contact = { 0 };
	const struct registry_facts *facts = enquiry->facts;

	for (uint32_t i = 0; facts && i < facts->contact_count; i++) {
		const struct registry_value *mail =
		    &facts->contacts[i].fields[REGISTRY_EMAIL];

		if (mail->standing != REGISTRY_PUBLISHED ||
		    !desk_contact_is_address(mail->text) ||
		    national_registry(domain_of(mail->text)))
			continue;
		contact.address = mail->text;
		contact.via = "mail";
		contact.source = last_server(enquiry);
		break;
	}
	desk_add(list, cause, holder_name(enquiry), &contact, about);
}

static void add_network(struct desk_list *list, enum desk_cause cause,
			const struct ip *ip, struct str about)
{
	const struct enquiry *enquiry = enquiry_of(list, ip);
	struct desk_contact contact;
	const char *registry = NULL;

	if (!enquiry)
		return;
	if (contact_of_enquiry(list, enquiry, false, &contact))
		registry = national_registry(domain_of(contact.address));
	if (registry) {
		desk_add(list, TOLD_AS_ADDRESS_REGISTRY, str_c(registry), &contact,
			 about);
		add_holder(list, cause, enquiry, about);
	} else {
		desk_add(list, cause, holder_name(enquiry), &contact, about);
	}
}

/* --- who handed it over -------------------------------------------------------------
 */

static void add_sending_network(struct desk_list *list)
{
	const struct inspection *in = list->in;
	enum desk_cause cause = TOLD_AS_SENDING_NETWORK;

	if (!origin_is_outside(in) || in->path.origin.addr.kind == IP_NONE)
		return;
	if (list->scene->stolen)
		cause = TOLD_AS_LOGIN_NETWORK;
	else if (list->scene->genuine)
		cause = TOLD_AS_GENUINE_SERVER;
	add_network(list, cause, &in->path.origin.addr,
		    ip_text(list->arena, &in->path.origin.addr));
}

/* --- where the sites are ------------------------------------------------------------
 */

static bool leads_there(const struct survey_address *address, struct str host)
{
	for (uint32_t i = 0; i < address->host_count; i++)
		if (str_eq_nocase(address->hosts[i], host))
			return true;
	return false;
}

static bool is_cdn(const struct network *network)
{
	return network && network->kind == NETWORK_CDN;
}

static void add_cdn(struct desk_list *list, const struct network *network,
		    const struct ip *ip, struct str host)
{
	const struct desk_row *row =
	    desk_row_find(&list->in->env->tables->desks, DESK_CDN, network->id);
	struct desk_contact contact = { 0 };

	if (row) {
		desk_add_row(list, TOLD_AS_CDN, row, host);
		return;
	}
	if (ip)
		contact_of_enquiry(list, enquiry_of(list, ip), false, &contact);
	desk_add(list, TOLD_AS_CDN, network->name, &contact, host);
}

static void add_host_networks(struct desk_list *list, const struct bad_site *site)
{
	const struct survey *survey = list->in->survey;
	struct str asked = survey_name_for(survey, site->host);
	const struct survey_host *seen = survey_host_of(survey, site->host);

	if (seen && is_cdn(seen->network))
		add_cdn(list, seen->network, NULL, site->host);
	for (uint32_t i = 0; i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];

		if (!leads_there(address, site->host) && !leads_there(address, asked))
			continue;
		if (is_cdn(address->network))
			add_cdn(list, address->network, &address->ip, site->host);
		else
			add_network(list, TOLD_AS_HOST, &address->ip, site->host);
	}
}

/* The service itself, where strangers have pages: told as one that is misused. */
static void add_shared(struct desk_list *list, const struct bad_site *site)
{
	const struct desk_row *row =
	    desk_row_find(&list->in->env->tables->desks, DESK_HOST, site->host);
	struct desk_contact contact;

	if (row) {
		desk_add_row(list, TOLD_AS_SHARED_HOST, row, site->host);
		return;
	}
	contact_of_mailbox(list, "abuse", site->shared->domain, &contact);
	desk_add(list, TOLD_AS_SHARED_HOST,
		 site->shared->name.n ? site->shared->name : site->shared->domain,
		 &contact, site->host);
}

/* --- mailboxes ----------------------------------------------------------------------
 */

static void add_mailbox(struct desk_list *list, struct str address)
{
	struct str domain = domain_of(address);
	const struct desk_row *row =
	    desk_row_find(&list->in->env->tables->desks, DESK_HOST, domain);
	struct desk_contact contact;

	if (address.n == 0)
		return;
	if (row) {
		desk_add_row(list, TOLD_AS_MAILBOX_HOST, row, address);
		return;
	}
	contact_of_mailbox(list, "abuse", domain, &contact);
	desk_add(list, TOLD_AS_MAILBOX_HOST, domain, &contact, address);
}

/* Its notice is genuine, and a stranger wrote what it carries. */
static void add_platform(struct desk_list *list)
{
	const struct identity *from = identity_first(&list->in->ids, ID_FROM);
	const struct platform *platform;
	struct desk_contact contact = { 0 };

	if (!from || !inspection_find(list->in, STR("role.genuine-hostile")))
		return;
	platform = platform_of_address(&list->in->env->tables->platforms, from->text);
	if (!platform)
		return;
	contact.address = platform->abuse;
	contact.via = str_starts(platform->abuse, STR("https:")) ? "form" : "mail";
	contact.source = STR("platforms.txt");
	desk_add(list, TOLD_AS_SHARED_HOST, platform->name, &contact, from->text);
}

void desks_of_route(struct desk_list *list)
{
	const struct scene *scene = list->scene;

	add_sending_network(list);
	for (uint32_t i = 0; i < scene->site_count; i++) {
		if (scene->sites[i].shared)
			add_shared(list, &scene->sites[i]);
		else if (list->in->survey)
			add_host_networks(list, &scene->sites[i]);
	}
	add_mailbox(list, scene->mailbox);
	add_mailbox(list, scene->reply_mailbox);
	add_platform(list);
}
