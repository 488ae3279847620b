/* report/defang.c - see defang.h. */
#include "report/defang.h"

#include "base/bytes16.h"

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
/* And how long its names are: bit i, there is one of i letters. Most labels that are none
 * are longer than any. */
static const uint16_t lengths[26] = {
	0x00FC, 0x017C, 0x07FC, 0x03FC, 0x03EC, 0x06FC, 0x01FC, 0x00F4,
	0x2A5C, 0x0014, 0x00AC, 0x00FC, 0x06FC, 0x00FC, 0x00EC, 0x0D7C,
	0x0024, 0x04FC, 0x03FC, 0x05FC, 0x040C, 0x017C, 0x00FC, 0x0008,
	0x0154, 0x001C,
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

/* `name`, of `n` letters, has its zeros behind it too. */
static bool is_listed(const char *name, size_t n)
{
	size_t low = starts[name[0] - 'a'], high = starts[name[0] - 'a' + 1];

	if (!(lengths[name[0] - 'a'] >> n & 1))
		return false;
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

enum { LABEL_BYTE = 1, END_BYTE = 2 };
static const uint8_t byte_kinds[256] = {
	['a' ... 'z'] = LABEL_BYTE,
	['A' ... 'Z'] = LABEL_BYTE,
	['0' ... '9'] = LABEL_BYTE,
	['-'] = LABEL_BYTE,
	['_'] = LABEL_BYTE,
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
	bytes16 bytes = bytes16_first(text.p, text.n) | 0x20;
	unsigned others = bytes16_places(~bytes16_between(bytes, 'a', 'z'));
	size_t n = (size_t)__builtin_ctz(others | 1u << TLD_ROOM);
	char name[TLD_ROOM];

	if (str_starts_nocase(text, STR("xn--")))
		return text.n > 4 && is_label(text.p[4]);
	if (n < 2 || (n < text.n && is_label(text.p[n])))
		return false;
	bytes &= bytes16_below(n);
	memcpy(name, &bytes, TLD_ROOM);
	/* Of all labels asked for one in three is this one. */
	return memcmp(name, "com", 4) == 0 || is_listed(name, n);
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

/* The next dot or colon: nothing else gives a name or a URL away. `to` where there is
 * none. */
static size_t next_mark(struct str all, size_t at, size_t to)
{
	for (; at < to; at += 16) {
		bytes16 bytes = bytes16_first(all.p + at, to - at);
		unsigned marks =
		    bytes16_places(bytes16_are(bytes, '.') | bytes16_are(bytes, ':'));

		if (marks)
			return at + (size_t)__builtin_ctz(marks);
	}
	return to;
}

/* Bit i: the byte i of up to sixteen may stand in a host name. */
static unsigned host_bytes(const char *p, size_t n)
{
	bytes16 bytes = bytes16_first(p, n);

	return bytes16_places(bytes16_alnum(bytes) | bytes16_between(bytes, '-', '.') |
			      bytes16_are(bytes, '_'));
}

/* Where the bytes of a host name that end in front of `at` begin, not before `from`. */
static size_t host_begin(struct str all, size_t from, size_t at)
{
	while (at > from) {
		size_t n = at - from < 16 ? at - from : 16;
		unsigned others = ~host_bytes(all.p + at - n, n) & ((1u << n) - 1);

		if (others)
			return at - n + 32 - (size_t)__builtin_clz(others);
		at -= n;
	}
	return from;
}

/* Where those that begin at `at` end, not beyond `to`. */
static size_t host_end(struct str all, size_t at, size_t to)
{
	for (; at < to; at += 16) {
		/* The zeros behind `to` are none. */
		unsigned others = ~host_bytes(all.p + at, to - at) & 0xFFFF;

		if (others)
			return at + (size_t)__builtin_ctz(others);
	}
	return to;
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
	size_t begin = host_begin(all, from, at), end = host_end(all, at, to);
	size_t last = end;

	while (last > at &&
	       (all.p[last - 1] != '.' || !is_between_labels(all, begin, last - 1, to)))
		last--;
	return (struct word){
		.text = str_sub(all, begin, end),
		.first = at - begin,
		.last = last > at ? last - 1 - begin : STR_NPOS,
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
