/* check/duration.c - see duration.h. */
#include "check/duration.h"

struct str duration_text(struct arena *arena, int64_t seconds, bool japanese)
{
	static const char *const units[][4] = { { "d", "h", "min", "s" },
						{ "日", "時間", "分", "秒" } };
	const char *const *unit = units[japanese];
	long long s = seconds < 0 ? -seconds : seconds;
	long long days = s / 86400, hours = s / 3600 % 24, minutes = s / 60 % 60;

	s %= 60;
	if (days)
		return arena_printf(arena, "%lld %s %lld %s", days, unit[0], hours,
				    unit[1]);
	if (hours)
		return arena_printf(arena, "%lld %s %02lld %s %02lld %s", hours, unit[1],
				    minutes, unit[2], s, unit[3]);
	if (minutes)
		return arena_printf(arena, "%lld %s %02lld %s", minutes, unit[2], s,
				    unit[3]);
	return arena_printf(arena, "%lld %s", s, unit[3]);
}

void finding_duration(struct finding *finding, const char *key, int64_t seconds)
{
	struct arena *arena = finding->in->arena;
	const char *key_ja = arena_printf(arena, "%s_ja", key).p;

	finding_str(finding, key, duration_text(arena, seconds, false));
	finding_str(finding, key_ja, duration_text(arena, seconds, true));
}
