/* record/likeness_match.h - where names stand in one folded text, and in which shape. */
#pragma once
#include "record/likeness.h"
#include "record/likeness_index.h"

/* Names in one text, a brand each; a host has 63 labels at most and its reader sees the
 * first few. */
enum { LIKENESS_MATCHES = 8 };

struct likeness_match {
	const struct likeness_name *name;
	enum likeness_how how;
	struct str domain;   /* the official one that is imitated */
	uint32_t start, end; /* in the folded text */
};

struct likeness_scene {
	const struct likeness_index *index;
	const struct tables *tables;
	struct folded_host text;
	bool path; /* a segment of a path: the rules for whole labels do not apply */
	bool look_alike; /* the text is a skeleton of letters beyond ASCII */
	bool tenant;	 /* every label was chosen by a tenant of a shared host */
	struct likeness_match matches[LIKENESS_MATCHES];
	uint32_t count;
};

/* Fold `text` and gather the matches of the index. Linear. */
void likeness_scene_read(struct likeness_scene *scene, struct str text);
/* The same for one name that is in no index (the site's own). */
void likeness_scene_read_name(struct likeness_scene *scene,
			      const struct likeness_name *name);
/* Which says more: the smaller number, the stronger. */
int likeness_rank(enum likeness_how how);
/* The text around a match that a reader takes for the name: its label, or the official
 * domain as it stands there. A slice of the scene's source. */
struct str likeness_shown(const struct likeness_scene *scene,
			  const struct likeness_match *match);
