/* desk/names.c - registrars and registries of the names that serve the fraud. */
#include "desk/part.h"

#include "check/registry_list.h"

static const struct enquired_domain *enquired(const struct desk_list *list,
					      struct str domain)
{
	return list->in->enquiries ? enquired_domain_of(list->in->enquiries, domain)
				   : NULL;
}

static struct str last_label(struct str domain)
{
	struct str before, after;

	return str_cut_last(domain, '.', &before, &after) ? after : domain;
}

/* The server that keeps the register, by which it is known where no row names it. */
static struct str registry_server(const struct enquiry *enquiry)
{
	for (uint32_t i = 0; enquiry && i < enquiry->step_count; i++)
		if (enquiry->steps[i].peer == PEER_REGISTRY &&
		    enquiry->steps[i].state == ENQUIRY_FOUND)
			return enquiry->steps[i].server;
	return STR_NONE;
}

/* False: it has no registrar that can be written to. */
static bool add_registrar(struct desk_list *list, const struct bad_name *name,
			  const struct enquired_domain *at)
{
	const struct registration *registration = enquired_registration(at);
	const struct registry_facts *facts = &registration->facts;
	enum desk_cause cause = name->old ? TOLD_AS_REGISTRAR_OF_OLD : TOLD_AS_REGISTRAR;
	const struct desk_row *row = desk_row_registrar(
	    &list->in->env->tables->desks, facts->registrar_id, facts->registrar);
	struct desk_contact contact;
	struct desk *desk;

	if (contact_of_enquiry(list, at->enquiry, true, &contact) || !row) {
		if (facts->registrar.n || contact.address.n)
			desk_add(list, cause, facts->registrar, &contact, name->domain);
		return contact.address.n;
	}
	desk = desk_add_row(list, cause, row, name->domain);
	return desk;
}

static void add_registry(struct desk_list *list, const struct bad_name *name,
			 const struct enquired_domain *at, bool registrar)
{
	enum desk_cause cause = name->old ? TOLD_AS_REGISTRY_OF_OLD : TOLD_AS_REGISTRY;
	const struct desk_row *row = desk_row_find(
	    &list->in->env->tables->desks, DESK_REGISTRY, last_label(name->domain));
	struct desk_contact contact = { 0 };
	struct str server = registry_server(at->enquiry);

	if (row)
		desk_add_row(list, cause, row, name->domain);
	else if (!registrar && server.n)
		desk_add(list, cause, server, &contact, name->domain);
}

void desks_of_names(struct desk_list *list)
{
	for (uint32_t i = 0; i < list->scene->name_count; i++) {
		const struct bad_name *name = &list->scene->names[i];
		const struct enquired_domain *at = enquired(list, name->domain);

		if (at && enquired_registration(at))
			add_registry(list, name, at, add_registrar(list, name, at));
	}
}
