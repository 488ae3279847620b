/* mail/outlook_rtf.c - see outlook_rtf.h. */
#include "mail/outlook_rtf.h"

enum { RING = 4096, HEADER = 16 };

/* What the ring holds at the start, by the standard. */
static const char start[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
    "\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct ring {
	char p[RING];
	unsigned at;
	struct buf *out;
};

static void put(struct ring *ring, char c)
{
	ring->p[ring->at] = c;
	ring->at = (ring->at + 1) % RING;
	buf_add_char(ring->out, c);
}

/* Two bytes: 12 bits of place in the ring, 4 of length. False at the end mark,
 * which is a reference to the place that is written next. */
static bool copy(struct ring *ring, uint8_t high, uint8_t low)
{
	unsigned from = (unsigned)high << 4 | low >> 4, n = (low & 0x0Fu) + 2;

	if (from == ring->at)
		return false;
	for (; n; n--, from = (from + 1) % RING)
		put(ring, ring->p[from]);
	return true;
}

static void unpack(struct str in, struct buf *out)
{
	struct ring ring = { .at = sizeof start - 1, .out = out };
	size_t i = 0;

	memcpy(ring.p, start, sizeof start - 1);
	while (i < in.n && !out->full) {
		unsigned flags = (uint8_t)in.p[i++];

		for (unsigned bit = 0; bit < 8 && i < in.n; bit++) {
			if (!(flags & 1u << bit)) {
				put(&ring, in.p[i++]);
				continue;
			}
			if (i + 2 > in.n ||
			    !copy(&ring, (uint8_t)in.p[i], (uint8_t)in.p[i + 1]))
				return;
			i += 2;
		}
	}
}

void outlook_rtf(struct str packed, struct buf *out)
{
	struct str kind = str_sub(packed, 8, 12), content = str_skip(packed, HEADER);

	if (str_eq(kind, STR("LZFu")))
		unpack(content, out);
	else if (str_eq(kind, STR("MELA")))
		buf_add(out, content);
}
