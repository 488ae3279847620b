/* record/path_preset.c - large receivers, recognised by who wrote the topmost hops.
 *
 * A preset helps in two things: it knows hosts and networks that are the
 * receiver's own, and whose results may stand without an id. It never trusts a
 * public client address by its name: subscribers of an access provider, and
 * customers of a hoster, have names under the same domain as its mail servers. */
#include "record/path_preset.h"
#include "record/path.h"

/* The first two groups of an IPv6 network. */
#define NET6(a, b, length) \
	{ \
		.ip = { .kind = IP_V6, \
			.bytes = { (a) >> 8, (a)&255, (b) >> 8, (b)&255 } }, \
		.bits = length, \
	}
#define NET6_3(a, b, c, length) \
	{ \
		.ip = { .kind = IP_V6, \
			.bytes = { (a) >> 8, (a)&255, (b) >> 8, (b)&255, (c) >> 8, \
				   (c)&255 } }, \
		.bits = length, \
	}

const struct path_preset path_preset_table[] = {
	{ .name = "exchange-online",
	  .by = { STR("outlook.com"), STR("office365.com"), STR("outlook.cn") },
	  .inside = { NET6(0x2603, 0x1046, 32), NET6(0x2603, 0x1056, 32),
		      NET6(0x2603, 0x1086, 32), NET6(0x2603, 0x1096, 32),
		      NET6(0x2603, 0x10a6, 32), NET6(0x2603, 0x10b6, 32),
		      NET6(0x2603, 0x10c6, 32), NET6(0x2603, 0x10d6, 32),
		      NET6_3(0x2a01, 0x111, 0xe400, 40) },
	  /* tenants send from 2a01:111:f400::/47 too, but to the entry alone */
	  .entry = { STR("mail.protection.outlook.com") },
	  .network = { NET6(0x2603, 0x1000, 24), NET6(0x2a01, 0x111, 32) },
	  .authserv = { STR("outlook.com") },
	  .no_authserv_id = true,
	  .world_wide = true },
	{ .name = "gmail",
	  .by = { STR("google.com"), STR("googlemail.com"), STR("gmail.com") },
	  /* 6to4 forms of 10.0.0.0/8, seen as "by 2002:a05:…" */
	  .inside = { NET6(0x2002, 0xa00, 24) },
	  .authserv = { STR("google.com") },
	  .results_below = true,
	  .world_wide = true },
	{ .name = "yahoo",
	  .by = { STR("yahoo.com"), STR("aol.com"), STR("aim.com"), STR("yahoodns.net") },
	  .authserv = { STR("yahoo.com"), STR("aol.com") },
	  .world_wide = true },
	{ .name = "icloud",
	  .by = { STR("icloud.com"), STR("me.com"), STR("mac.com"), STR("apple.com") },
	  .authserv = { STR("icloud.com"), STR("me.com"), STR("apple.com") },
	  .world_wide = true },
	{ .name = "fastmail",
	  .by = { STR("messagingengine.com"), STR("nyi.internal"), STR("phl.internal"),
		  STR("ams.internal"), STR("internal") },
	  .authserv = { STR("messagingengine.com"), STR("fastmail.com") },
	  .world_wide = true },
	{ .name = "proton",
	  .by = { STR("protonmail.ch"), STR("protonmail.com"), STR("proton.me"),
		  STR("proton.ch") },
	  .authserv = { STR("protonmail.ch"), STR("protonmail.com"), STR("proton.me") },
	  .world_wide = true },
	{ .name = "yahoo-japan",
	  .by = { STR("yahoo.co.jp") },
	  .authserv = { STR("yahoo.co.jp") } },
	{ .name = "sakura",
	  .by = { STR("sakura.ne.jp") },
	  .authserv = { STR("sakura.ne.jp") } },
	{ .name = "xserver",
	  .by = { STR("xserver.jp"), STR("xbiz.ne.jp"), STR("xsrv.jp") },
	  .authserv = { STR("xserver.jp"), STR("xsrv.jp") } },
	{ .name = "kagoya",
	  .by = { STR("kagoya.net"), STR("kagoya.com") },
	  .authserv = { STR("kagoya.net"), STR("kagoya.com") } },
	{ .name = "docomo",
	  .by = { STR("docomo.ne.jp") },
	  .authserv = { STR("docomo.ne.jp") } },
	{ .name = "au",
	  .by = { STR("ezweb.ne.jp"), STR("au.com"), STR("auone-net.jp"),
		  STR("dion.ne.jp") },
	  .authserv = { STR("ezweb.ne.jp"), STR("au.com"), STR("dion.ne.jp") } },
	{ .name = "softbank",
	  .by = { STR("softbank.ne.jp"), STR("softbank.jp"), STR("vodafone.ne.jp"),
		  STR("ybb.ne.jp") },
	  .authserv = { STR("softbank.ne.jp"), STR("softbank.jp") } },
	{ .name = "nifty",
	  .by = { STR("nifty.com"), STR("nifty.ne.jp") },
	  .authserv = { STR("nifty.com") } },
	{ .name = "ocn",
	  .by = { STR("ocn.ne.jp"), STR("ocn.ad.jp") },
	  .authserv = { STR("ocn.ne.jp"), STR("ocn.ad.jp") } },
	{ .name = "biglobe",
	  .by = { STR("biglobe.ne.jp") },
	  .authserv = { STR("biglobe.ne.jp") } },
	{ .name = "so-net",
	  .by = { STR("so-net.ne.jp"), STR("so-net.jp") },
	  .authserv = { STR("so-net.ne.jp") } },
	{ .name = NULL },
};

const struct path_preset *path_preset_find(struct str name)
{
	for (const struct path_preset *row = path_preset_table; row->name; row++)
		if (str_eq_nocase(name, str_c(row->name)))
			return row;
	return NULL;
}

static bool has_suffix(const struct str suffixes[PRESET_SUFFIXES], struct str name)
{
	for (int i = 0; i < PRESET_SUFFIXES && suffixes[i].n; i++)
		if (str_is_domain_or_below(name, suffixes[i]))
			return true;
	return false;
}

static bool in_any_net(const struct ip_net nets[PRESET_NETS], const struct ip *ip)
{
	for (int i = 0; i < PRESET_NETS && nets[i].bits; i++)
		if (ip_in_net(ip, &nets[i]))
			return true;
	return false;
}

bool path_preset_writes(const struct path_preset *preset, struct str by)
{
	struct ip ip;

	if (has_suffix(preset->by, by))
		return true;
	return ip_parse(by, &ip) && in_any_net(preset->inside, &ip);
}

bool path_preset_is_inside(const struct path_preset *preset, struct str by,
			   const struct ip *ip)
{
	if (in_any_net(preset->inside, ip))
		return true;
	return !has_suffix(preset->entry, by) && in_any_net(preset->network, ip);
}

bool path_preset_is_authserv(const struct path_preset *preset, struct str id)
{
	return has_suffix(preset->authserv, id);
}

const char *const *path_presets(void)
{
	/* in the order of the table; a unit test keeps them the same */
	static const char *const names[] = {
		"exchange-online", "gmail",  "yahoo",	"icloud",  "fastmail", "proton",
		"yahoo-japan",	   "sakura", "xserver", "kagoya",  "docomo",   "au",
		"softbank",	   "nifty",  "ocn",	"biglobe", "so-net",   NULL,
	};

	return names;
}
