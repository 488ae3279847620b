/* record/geo_loc.c - see geo_loc.h. */
#include "record/geo_loc.h"

#include "config.h"

#ifdef MEKIKI_LIBLOC

#include "mail/date.h"

#include <errno.h>
#include <libloc/as.h>
#include <libloc/database.h>
#include <libloc/libloc.h>
#include <libloc/network.h>
#include <stdio.h>

static struct in6_addr mapped(const struct ip *ip)
{
	struct in6_addr address = { 0 };

	if (ip->kind == IP_V6) {
		memcpy(&address, ip->bytes, 16);
	} else {
		address.s6_addr[10] = address.s6_addr[11] = 0xff;
		memcpy(&address.s6_addr[12], ip->bytes, 4);
	}
	return address;
}

static void take_holder(struct loc_database *db, struct arena *arena,
			struct geo_answer *ret)
{
	struct loc_as *as = NULL;

	if (!ret->asn || loc_database_get_as(db, &as, ret->asn) || !as)
		return;
	ret->holder = arena_str(arena, str_c(loc_as_get_name(as)));
	loc_as_unref(as);
}

static bool ask(const struct geo_source *source, struct arena *arena, const struct ip *ip,
		struct geo_answer *ret)
{
	struct in6_addr address = mapped(ip);
	struct loc_network *network = NULL;
	const char *text;

	if (loc_database_lookup(source->handle, &address, &network) || !network)
		return false;
	text = loc_network_get_country_code(network);
	/* A1 to A3 and XD are marks, no countries */
	if (text && text[0] && text[0] != 'X' && !(text[0] == 'A' && text[1] < 'A'))
		ret->country = arena_str(arena, str_c(text));
	ret->asn = loc_network_get_asn(network);
	ret->anycast = loc_network_has_flag(network, LOC_NETWORK_FLAG_ANYCAST) != 0;
	ret->prefix = arena_str(arena, str_c(loc_network_str(network)));
	take_holder(source->handle, arena, ret);
	loc_network_unref(network);
	return true;
}

bool geo_loc_open(struct arena *arena, const char *path, struct geo_source *ret,
		  struct err *err)
{
	struct loc_ctx *context = NULL;
	struct loc_database *db = NULL;
	FILE *file = fopen(path, "re");
	char text[DATE_TEXT];

	if (!file)
		return err_set(err, ERR_FILE, path, "cannot be opened: %s",
			       strerror(errno));
	if (loc_new(&context) || loc_database_new(context, &db, file) || !db) {
		fclose(file);
		return err_set(err, ERR_DATA, path, "it is no database of libloc");
	}
	fclose(file); /* the library has its own descriptor, or a mapping */
	*ret = (struct geo_source){
		.name = STR("libloc"),
		.as_of = arena_str(
		    arena, str_until(date_iso(loc_database_created_at(db), text), 'T')),
		.ask = ask,
		.handle = db,
	};
	return true;
}

#else

bool geo_loc_open(struct arena *arena, const char *path, struct geo_source *ret,
		  struct err *err)
{
	(void)arena;
	(void)ret;
	return err_set(err, ERR_DATA, path, "mekiki was built without libloc");
}

#endif
