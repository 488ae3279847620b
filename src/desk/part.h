/* desk/part.h - the inside of desks_of(): the list on its way, and who adds to it. */
#pragma once
#include "desk/desk.h"
#include "desk/scene.h"

#ifndef N_
#define N_(text) text
#endif

struct desk_list {
	const struct scene *scene;
	const struct inspection *in;
	struct arena *arena;
	struct desks *desks;
};

/* Where a report can go, as far as somebody published it. */
struct desk_contact {
	struct str address; /* empty: none */
	const char *via;
	struct str source;
	const char *form, *language; /* NULL: as the cause has it */
};

/* One more desk, or one more indicator of the desk that is there with the same role,
 * cause and contact. The sentence about what it can do comes with the cause. NULL: no
 * room. */
struct desk *desk_add(struct desk_list *list, enum desk_cause cause, struct str name,
		      const struct desk_contact *contact, struct str about);
/* The same with name and contact of a row. */
struct desk *desk_add_row(struct desk_list *list, enum desk_cause cause,
			  const struct desk_row *row, struct str about);

/* The registry's word on who takes complaints; false: it named nobody that can be
 * written to. */
struct enquiry;
bool contact_of_enquiry(const struct desk_list *list, const struct enquiry *enquiry,
			bool registrar, struct desk_contact *ret);
/* Last resort (RFC 2142): `local`@domain. */
void contact_of_mailbox(const struct desk_list *list, const char *local,
			struct str domain, struct desk_contact *ret);
/* N_(): why care is needed; NULL. */
const char *contact_warning(const struct scene *scene, struct str contact);

/* In the order of the list. */
void desks_of_route(struct desk_list *list);  /* sending network, hosts, CDN */
void desks_of_names(struct desk_list *list);  /* registrars and registries */
void desks_of_people(struct desk_list *list); /* owner, brand, reporter */
void desks_of_nations(struct desk_list *list);
