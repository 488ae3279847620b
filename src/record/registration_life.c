/* record/registration_life.c - how far the life of a registration has come.
 *
 * gTLDs (RFC 3915, and the registries' agreements with ICANN): after the end of the term
 * up to 45 days in which the registrar may give the name back, 30 days in which its
 * holder can have it again, 5 days in which nobody can, then it is free. JPRS, names
 * directly below jp: given up, it stays to the end of that month and is suspended for the
 * next. */
#include "record/registration.h"

#include "mail/date.h"

enum { DAY = 24 * 60 * 60, GRACE = 45, REDEMPTION = 30, PENDING = 5, YEAR = 366 };

const char *registration_stage_name(enum registration_stage stage)
{
	static const char *const names[] = {
		[STAGE_UNKNOWN] = "unknown",
		[STAGE_ACTIVE] = "active",
		[STAGE_HELD] = "held",
		[STAGE_EXPIRED] = "expired",
		[STAGE_AUTO_RENEWED] = "auto-renewed",
		[STAGE_REDEMPTION] = "redemption",
		[STAGE_TO_BE_SUSPENDED] = "to-be-suspended",
		[STAGE_SUSPENDED] = "suspended",
		[STAGE_PENDING_DELETE] = "pending-delete",
	};

	return names[stage];
}

static bool has(const struct registry_facts *facts, const char *status)
{
	for (uint32_t i = 0; i < facts->status_count; i++)
		if (str_starts_nocase(facts->statuses[i], str_c(status)))
			return true;
	return false;
}

/* Names of JPRS's general use have two labels; those of organisations follow other rules.
 */
static bool is_general_jp(struct str domain)
{
	struct str before, after;

	return str_cut(domain, '.', &before, &after) && str_eq(after, STR("jp"));
}

/* RFC 3915, 4.1: in redemption the EPP status is pendingDelete too, so that is asked
 * first. */
static enum registration_stage stage_of(const struct registry_facts *facts, int64_t at)
{
	if (has(facts, "redemption") || has(facts, "pendingRestore"))
		return STAGE_REDEMPTION;
	if (has(facts, "pendingDelete"))
		return STAGE_PENDING_DELETE;
	if (is_general_jp(facts->domain) && has(facts, "To be suspended"))
		return STAGE_TO_BE_SUSPENDED;
	if (is_general_jp(facts->domain) && has(facts, "Suspended"))
		return STAGE_SUSPENDED;
	if (has(facts, "autoRenewPeriod"))
		return STAGE_AUTO_RENEWED;
	if (facts->expires.ok &&
	    at >= facts->expires.utc + (facts->expires.day_only ? DAY : 0))
		return STAGE_EXPIRED;
	if (has(facts, "clientHold") || has(facts, "serverHold"))
		return STAGE_HELD;
	return facts->status_count || facts->expires.ok ? STAGE_ACTIVE : STAGE_UNKNOWN;
}

static int64_t day_of(int64_t utc)
{
	int64_t rest = utc % DAY;

	return utc - (rest < 0 ? rest + DAY : rest);
}

static int32_t in_days(int64_t seconds)
{
	int64_t days = seconds / DAY;

	return days > INT32_MAX	  ? INT32_MAX
	       : days < INT32_MIN ? INT32_MIN
				  : (int32_t)days;
}

/* Whole days from one to the other; where one of them is a day and no moment, by the
 * calendar. */
static int32_t days_from(const struct registry_time *time, int64_t at)
{
	return in_days(time->day_only ? day_of(at) - time->utc : at - time->utc);
}

/* The first day of the month that is `months` after that of `utc`, in Japan. */
static int64_t month_after(int64_t utc, int months)
{
	struct civil civil;

	civil_from_utc(utc, 540, &civil);
	civil = (struct civil){ .year = civil.year + (civil.month - 1 + months) / 12,
				.month = (civil.month - 1 + months) % 12 + 1,
				.day = 1 };
	return civil_to_utc(&civil);
}

static void set_free(struct registration_life *life, int64_t from, int64_t until)
{
	life->has_free = true;
	life->free_from = day_of(from);
	life->free_until = day_of(until);
}

/* The last change of a name that is given up is most likely the step into its stage; it
 * cannot be later than the day when we were told. */
static void free_by_rules(const struct registry_facts *facts, int64_t asked_at,
			  struct registration_life *life)
{
	int64_t changed = facts->updated.utc;
	bool known = facts->updated.ok && changed <= asked_at;

	switch (life->stage) {
	case STAGE_PENDING_DELETE:
		if (known && asked_at - changed <= (PENDING + 2) * (int64_t)DAY)
			set_free(life, changed + PENDING * DAY, changed + PENDING * DAY);
		else
			set_free(life, asked_at, asked_at + PENDING * DAY);
		break;
	case STAGE_REDEMPTION:
		if (known && asked_at - changed <= (REDEMPTION + 2) * (int64_t)DAY)
			set_free(life, changed + (REDEMPTION + PENDING) * DAY,
				 changed + (REDEMPTION + PENDING) * DAY);
		else
			set_free(life, asked_at + PENDING * DAY,
				 asked_at + (REDEMPTION + PENDING) * DAY);
		break;
	case STAGE_TO_BE_SUSPENDED:
		set_free(life, month_after(asked_at, 2), month_after(asked_at, 2));
		break;
	case STAGE_SUSPENDED:
		set_free(life, month_after(asked_at, 1), month_after(asked_at, 1));
		break;
	default:
		break;
	}
}

void registration_life(const struct registry_facts *facts, int64_t at, int64_t asked_at,
		       struct registration_life *ret)
{
	*ret = (struct registration_life){ .stage = stage_of(facts, at) };
	if (facts->created.ok) {
		ret->has_age = true;
		ret->age_days = days_from(&facts->created, at);
	}
	if (facts->expires.ok) {
		ret->has_left = true;
		ret->left_days = -days_from(&facts->expires, at);
	}
	if (ret->has_age && ret->has_left) {
		ret->term_days =
		    in_days(day_of(facts->expires.utc) - day_of(facts->created.utc));
		/* JPRS's end with the month a year later */
		ret->one_year =
		    ret->term_days > 0 &&
		    ret->term_days <= YEAR + (is_general_jp(facts->domain) ? 31 : 0);
	}
	free_by_rules(facts, asked_at, ret);
}
