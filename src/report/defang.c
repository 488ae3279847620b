/* report/defang.c - see defang.h. */
#include "report/defang.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The bytes of a name, and zeros behind them: names are compared as two numbers. */
enum { TLD_ROOM = 16 };

/* The two-letter codes that are delegated, and of the others those that mail shows,
 * honest or not; the reserved names of RFC 2606 lead nowhere. In byte order. A name that
 * is missing leaves a bare word as it was, never a URL or an address. */
/* clang-format off */
static const char tlds[][TLD_ROOM] = {
	"ac", "academy", "ad", "ae", "aero", "af", "ag", "agency", "ai", "al", "am",
	"amazon", "ao", "app", "aq", "ar", "arpa", "art", "as", "asia", "at", "au",
	"auction", "autos", "aw", "aws", "ax", "az", "ba", "bank", "bar", "bb", "bd",
	"be", "beauty", "best", "bet", "bf", "bg", "bh", "bi", "bid", "bio", "biz",
	"bj", "blog", "bm", "bmw", "bn", "bo", "boats", "bond", "br", "bs", "bt",
	"business", "buzz", "bw", "by", "bz", "ca", "cafe", "cam", "camp", "canon",
	"capital", "cards", "care", "cash", "casino", "cat", "cc", "cd", "center",
	"cf", "cfd", "cg", "ch", "charity", "chat", "church", "ci", "city", "ck", "cl",
	"click", "clinic", "cloud", "club", "cm", "cn", "co", "codes", "coffee", "com",
	"community", "company", "computer", "consulting", "contact", "coop", "country",
	"coupons", "cr", "credit", "cricket", "cu", "cv", "cw", "cx", "cy", "cyou",
	"cz", "date", "dating", "de", "deals", "delivery", "dental", "design", "dev",
	"digital", "direct", "directory", "dj", "dk", "dm", "do", "download", "dz",
	"ec", "edu", "education", "ee", "eg", "email", "energy", "engineer", "er",
	"es", "estate", "et", "eu", "events", "exchange", "expert", "express", "faith",
	"family", "fans", "fi", "finance", "financial", "fit", "fj", "fk", "flights",
	"fm", "fo", "foundation", "fr", "fun", "fund", "fyi", "ga", "gallery", "game",
	"games", "gb", "gd", "ge", "gf", "gg", "gh", "gi", "gift", "gives", "gl",
	"global", "gm", "gmo", "gn", "gold", "goog", "google", "gov", "gp", "gq", "gr",
	"graphics", "green", "group", "gs", "gt", "gu", "guide", "guru", "gw", "gy",
	"hair", "health", "help", "hitachi", "hk", "hm", "hn", "homes", "host",
	"hosting", "house", "hr", "ht", "hu", "icu", "id", "ie", "il", "im", "immo",
	"in", "inc", "info", "ink", "institute", "insure", "int", "international",
	"investments", "io", "iq", "ir", "is", "ist", "it", "je", "jm", "jo", "jobs",
	"jp", "ke", "kg", "kh", "ki", "kim", "kitchen", "km", "kn", "kp", "kr", "kw",
	"ky", "kyoto", "kz", "la", "land", "lat", "law", "lb", "lc", "legal", "li",
	"life", "limited", "link", "live", "lk", "llc", "loan", "loans", "lol",
	"london", "lotte", "lr", "ls", "lt", "ltd", "lu", "luxe", "lv", "ly", "ma",
	"makeup", "management", "market", "marketing", "mba", "mc", "md", "me",
	"media", "men", "menu", "mg", "mh", "miami", "microsoft", "mil", "mk", "ml",
	"mm", "mn", "mo", "mobi", "moe", "mom", "money", "monster", "mov", "mp", "mq",
	"mr", "ms", "mt", "mu", "museum", "mv", "mw", "mx", "my", "mz", "na", "nagoya",
	"name", "nc", "ne", "net", "network", "news", "nf", "ng", "ngo", "nhk", "ni",
	"ninja", "nl", "no", "np", "nr", "nu", "nyc", "nz", "okinawa", "om", "one",
	"onion", "online", "ooo", "org", "osaka", "ovh", "pa", "page", "partners",
	"parts", "party", "pe", "pet", "pf", "pg", "ph", "photo", "photos", "pics",
	"pink", "pk", "pl", "plus", "pm", "pn", "poker", "post", "pr", "press", "pro",
	"productions", "promo", "properties", "ps", "pt", "pub", "pw", "py", "qa",
	"quest", "race", "re", "realty", "recipes", "red", "rent", "repair", "report",
	"rest", "restaurant", "review", "reviews", "rip", "ro", "rocks", "rs", "ru",
	"run", "rw", "ryukyu", "sa", "sale", "sb", "sbs", "sc", "school", "science",
	"sd", "se", "security", "services", "sexy", "sg", "sh", "sharp", "shop",
	"shopping", "si", "site", "sj", "sk", "ski", "skin", "sl", "sm", "sn", "so",
	"social", "software", "solar", "solutions", "sony", "space", "sr", "ss", "st",
	"store", "stream", "studio", "style", "su", "support", "surf", "sv", "sx",
	"sy", "systems", "sz", "tax", "taxi", "tc", "td", "team", "tech", "technology",
	"tel", "tf", "tg", "th", "theater", "tickets", "tips", "tj", "tk", "tl", "tm",
	"tn", "to", "today", "tokyo", "tools", "top", "tours", "town", "toyota",
	"toys", "tr", "trade", "trading", "training", "travel", "tt", "tube", "tv",
	"tw", "tz", "ua", "ug", "uk", "university", "uno", "us", "uy", "uz", "va",
	"vc", "ve", "vegas", "ventures", "vet", "vg", "vi", "video", "vin", "vip",
	"vision", "vn", "vote", "vu", "wang", "watch", "web", "webcam", "website",
	"wf", "wiki", "win", "wine", "work", "works", "world", "ws", "wtf", "xin",
	"xxx", "xyz", "yachts", "ye", "yoga", "yokohama", "yt", "za", "zip", "zm",
	"zone", "zw",
};
/* Where each first letter begins, and the end; a test keeps it in step. */
static const uint16_t starts[27] = {
	0, 28, 60, 113, 130, 147, 164, 199, 213, 234, 239, 253, 280, 320, 341, 350,
	382, 384, 404, 452, 490, 498, 513, 527, 530, 535, 540,
};
/* clang-format on */

/* Eight bytes as a number that sorts as they do. */
static uint64_t in_order(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
	return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? w : __builtin_bswap64(w);
}

static bool is_before(const char *a, const char *b)
{
	uint64_t front = in_order(a), other = in_order(b);

	return front < other || (front == other && in_order(a + 8) < in_order(b + 8));
}

/* `name` has its zeros behind it too. */
static bool is_listed(const char *name)
{
	size_t low = starts[name[0] - 'a'], high = starts[name[0] - 'a' + 1];

	/* The first that does not stand before it. */
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (is_before(tlds[middle], name))
			low = middle + 1;
		else
			high = middle;
	}
	return low < COUNT(tlds) && memcmp(tlds[low], name, TLD_ROOM) == 0;
}

enum { LABEL_BYTE = 1, HOST_BYTE = 2, BOTH = LABEL_BYTE | HOST_BYTE, END_BYTE = 4 };
static const uint8_t byte_kinds[256] = {
	['a' ... 'z'] = BOTH,
	['A' ... 'Z'] = BOTH,
	['0' ... '9'] = BOTH,
	['-'] = BOTH,
	['_'] = BOTH,
	['.'] = HOST_BYTE,
	/* What ends the authority of a URL. */
	[0 ... ' '] = END_BYTE,
	['/'] = END_BYTE,
	['\\'] = END_BYTE,
	['?'] = END_BYTE,
	['#'] = END_BYTE,
	['"'] = END_BYTE,
	['\''] = END_BYTE,
	['<'] = END_BYTE,
	['>'] = END_BYTE,
	['('] = END_BYTE,
	[')'] = END_BYTE,
	['{'] = END_BYTE,
	['}'] = END_BYTE,
	['|'] = END_BYTE,
	[0x7F] = END_BYTE,
};

static bool is_label(char c)
{
	return byte_kinds[(uint8_t)c] & LABEL_BYTE;
}

static bool is_host(char c)
{
	return byte_kinds[(uint8_t)c] & HOST_BYTE;
}

static bool ends_authority(char c)
{
	return byte_kinds[(uint8_t)c] & END_BYTE;
}

static bool is_wide(struct str all, size_t at)
{
	return at < all.n && (unsigned char)all.p[at] >= 0x80;
}

bool defang_is_tld(struct str text)
{
	size_t most = text.n < TLD_ROOM ? text.n : TLD_ROOM - 1, n = 0;
	char name[TLD_ROOM] = { 0 };

	if (str_starts_nocase(text, STR("xn--")))
		return text.n > 4 && is_label(text.p[4]);
	for (; n < most && ascii_is_alpha(text.p[n]); n++)
		name[n] = (char)(text.p[n] | 0x20);
	if (n < 2 || (n < text.n && is_label(text.p[n])))
		return false;
	/* Of all labels asked for one in three is this one. */
	return memcmp(name, "com", 4) == 0 || is_listed(name);
}

/* A run of ASCII letters, digits, '-', '_' and '.'. */
struct word {
	struct str text;
	size_t first, last; /* dots: the first, and the last with a label on both sides */
	bool forced;	    /* host of a URL or an address: whatever its labels */
};

static bool looks_like_host(const struct word *word)
{
	return word->forced || str_starts_nocase(word->text, STR("www.")) ||
	       defang_is_tld(str_skip(word->text, word->last + 1));
}

static void add_word(struct buf *out, const struct word *word)
{
	struct str text = word->text;
	size_t from = 0;

	if (word->last == STR_NPOS || !looks_like_host(word)) {
		buf_add(out, text);
		return;
	}
	for (size_t dot = word->first; dot <= word->last; dot++) {
		if (text.p[dot] != '.' ||
		    (dot < word->last && !defang_is_tld(str_skip(text, dot + 1))))
			continue;
		buf_add(out, str_sub(text, from, dot));
		buf_add(out, STR("[.]"));
		from = dot + 1;
	}
	buf_add(out, str_skip(text, from));
}

/* The scheme has just been written; make it one that no program knows. */
static void spoil_scheme(struct buf *out)
{
	size_t n = out->n;

	if (n && ascii_lower(out->p[n - 1]) == 's')
		n--;
	if (n >= 4 && str_eq_nocase(str_make(out->p + n - 4, 4), STR("http"))) {
		for (size_t i = n - 3; i < n - 1; i++)
			out->p[i] = out->p[i] == 't' ? 'x' : 'X';
	} else if (n >= 3 && str_eq_nocase(str_make(out->p + n - 3, 3), STR("ftp"))) {
		out->p[n - 2] = 'x';
		out->p[n - 3] = 'f';
	}
}

/* A colon and slashes (or backslashes, which browsers take for them) at `at`: what
 * follows is "user:password@host:port". */
static void enter_url(struct defang *defang, struct str all, size_t at)
{
	size_t i = at + 1, end;

	while (i < all.n && (all.p[i] == '/' || all.p[i] == '\\'))
		i++;
	for (end = i; end < all.n && !ends_authority(all.p[end]); end++)
		if (all.p[end] == '@')
			i = end + 1;
	defang->forced_from = i;
	defang->forced_until = end;
}

static bool begins_url(struct str all, size_t at)
{
	return all.p[at] == ':' && at + 1 < all.n &&
	       (all.p[at + 1] == '/' || all.p[at + 1] == '\\');
}

#ifdef __SSE2__
/* One bit for each of sixteen bytes that is a dot or a colon. */
static unsigned marks(const char *p)
{
	__m128i w = _mm_loadu_si128((const __m128i *)p);

	return (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(_mm_cmpeq_epi8(w, _mm_set1_epi8('.')),
			 _mm_cmpeq_epi8(w, _mm_set1_epi8(':'))));
}
#endif

/* The next dot or colon: nothing else gives a name or a URL away. `to` where there is
 * none. */
static size_t next_mark(struct str all, size_t at, size_t to)
{
#ifdef __SSE2__
	size_t begin = at;

	for (unsigned found; at + 16 <= to; at += 16) {
		found = marks(all.p + at);
		if (found)
			return at + (size_t)__builtin_ctz(found);
	}
	/* The rest once more with bytes in front that were looked at. */
	if (at > begin && at < to) {
		at = to - 16;
		return at + (size_t)__builtin_ctz(marks(all.p + at) | 1u << 16);
	}
#endif
	while (at < to && all.p[at] != '.' && all.p[at] != ':')
		at++;
	return at;
}

/* Stands a label on both sides of the dot at `at`? A character beyond ASCII may be a
 * letter of an internationalised name; all[begin] is where the word begins. */
static bool is_between_labels(struct str all, size_t begin, size_t at, size_t to)
{
	return (at > begin || (at > 0 && is_wide(all, at - 1))) &&
	       ((at + 1 < to && is_label(all.p[at + 1])) || is_wide(all, at + 1));
}

/* The word around the dot at `at`, its first, not beyond all[from..to). */
static struct word word_around(const struct defang *defang, struct str all, size_t at,
			       size_t from, size_t to)
{
	size_t begin = at, end = at, last = STR_NPOS;

	while (begin > from && is_host(all.p[begin - 1]))
		begin--;
	for (; end < to && is_host(all.p[end]); end++)
		if (all.p[end] == '.' && is_between_labels(all, begin, end, to))
			last = end - begin;
	return (struct word){
		.text = str_sub(all, begin, end),
		.first = at - begin,
		.last = last,
		.forced =
		    (begin >= defang->forced_from && begin < defang->forced_until) ||
		    (begin > 0 && all.p[begin - 1] == '@'),
	};
}

void defang_add(struct defang *defang, struct buf *out, struct str all, size_t from,
		size_t to)
{
	size_t at = next_mark(all, from, to);

	/* all[..from) is written. */
	while (at < to) {
		if (all.p[at] == '.') {
			struct word word = word_around(defang, all, at, from, to);
			size_t begin = str_offset(all, word.text);

			buf_add(out, str_sub(all, from, begin));
			add_word(out, &word);
			from = begin + word.text.n;
		} else if (begins_url(all, at) && at >= defang->forced_until) {
			/* The authority is searched once: a colon inside one starts none.
			 */
			buf_add(out, str_sub(all, from, at));
			spoil_scheme(out);
			enter_url(defang, all, at);
			buf_add_char(out, ':');
			from = at + 1;
		}
		at = next_mark(all, from > at ? from : at + 1, to);
	}
	buf_add(out, str_sub(all, from, to));
}
