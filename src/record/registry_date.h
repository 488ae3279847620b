/* record/registry_date.h - dates as registries write them, each in its own way. */
#pragma once
#include "record/registry.h"

/* What a text says of its own dates, or is known of its server. */
struct registry_dates {
	bool month_first; /* 03/04/2020 is the fourth of March */
	bool zone_known;
	int32_t zone_minutes; /* of times that stand without a zone */
};

/* 03/04/2020 alone cannot be told apart; the other dates of the same text, or a note such
 * as "DD/MM/YYYY", can. Where nothing tells, the day stands first. */
void registry_dates_learn(struct str text, struct registry_dates *dates);

/* The first date within `text`, which may hold other words ("before Aug-1996",
 * "hostmaster 20021013", "Mon 16th Jun 2014 (Assigned)"). */
bool registry_date_parse(struct str text, const struct registry_dates *dates,
			 struct registry_time *ret);
