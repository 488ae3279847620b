/* record/link_judge.h - the steps by which one link becomes facts (see record/link.h). */
#pragma once
#include "record/link.h"
#include "record/token.h"

/* Links of one mail lead to a few hosts: what was last read of them. */
enum { LINK_HOSTS = 8 };
struct link_hosts {
	struct str name[LINK_HOSTS];
	struct host host[LINK_HOSTS];
	uint32_t next;
};

/* What all links of one message are seen with. */
struct link_view {
	struct arena *arena;
	const struct tables *tables;
	const struct site *site;
	struct token_needles needles; /* of the recipients' addresses */
	bool reports; /* a mail sent to report another: its defanged links were links */
	struct url scheme_relative; /* what "//host" is taken to continue */
	struct link_hosts *hosts;
};

/* Reads link->written against `base` (may be NULL), follows what wrappers hide, and sets
 * all flags that the URL alone gives. */
void link_judge(const struct link_view *view, const struct url *base, struct link *link);
/* Whose name the target carries: costs more than the rest, and is not asked about what
 * merely loads. */
void link_find_likeness(const struct link_view *view, struct link *link);
/* Sets LINK_TEXT_DIFFERS and text_host by link->text. */
void link_compare_text(const struct link_view *view, struct link *link);
/* The decoded content of a "data:" URL and its type; false for others. */
bool link_data_content(struct arena *arena, const struct url *url, struct str *ret_type,
		       struct str *ret_content);
