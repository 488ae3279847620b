/* media/picture_change.c - see picture_change.h. */
#include "media/picture_change.h"

#include <stdlib.h>

bool picture_enlarge(const struct picture *from, unsigned times, unsigned margin,
		     struct picture *ret)
{
	if (!picture_make(from->width * times + 2 * margin,
			  from->height * times + 2 * margin, ret))
		return false;
	for (uint32_t y = 0; y < from->height * times; y++) {
		const uint8_t *row = from->grey + (size_t)(y / times) * from->width;
		uint8_t *to = ret->grey + (size_t)(y + margin) * ret->width + margin;

		for (uint32_t x = 0; x < from->width; x++, to += times)
			memset(to, row[x], times);
	}
	return true;
}

bool picture_shrink(const struct picture *from, unsigned times, struct picture *ret)
{
	if (!picture_make(from->width / times ? from->width / times : 1,
			  from->height / times ? from->height / times : 1, ret))
		return false;
	if (from->width < times || from->height < times)
		return true;
	for (uint32_t y = 0; y < ret->height; y++)
		for (uint32_t x = 0; x < ret->width; x++) {
			const uint8_t *at =
			    from->grey + (size_t)y * times * from->width + x * times;
			uint32_t sum = 0;

			for (unsigned j = 0; j < times; j++, at += from->width)
				for (unsigned i = 0; i < times; i++)
					sum += at[i];
			ret->grey[(size_t)y * ret->width + x] =
			    (uint8_t)(sum / (times * times));
		}
	return true;
}

/* --- sums over squares ---------------------------------------------------------------
 */

/* Of each column the sum over the rows around one; it goes down row by row. */
struct window {
	const struct picture *picture;
	uint32_t *columns;
	uint32_t from, to; /* rows in it */
};

static void add_row(struct window *window, uint32_t y, int sign)
{
	const uint8_t *row = window->picture->grey + (size_t)y * window->picture->width;

	for (uint32_t x = 0; x < window->picture->width; x++)
		window->columns[x] += (uint32_t)(sign * row[x]);
}

static void move_to(struct window *window, uint32_t y, unsigned radius)
{
	uint32_t height = window->picture->height;
	uint32_t from = y > radius ? y - radius : 0;
	uint32_t to = y + radius + 1 < height ? y + radius + 1 : height;

	while (window->to < to)
		add_row(window, window->to++, 1);
	while (window->from < from)
		add_row(window, window->from++, -1);
}

/* The mean around each pixel of the row that the window stands at. */
static void means(const struct window *window, unsigned radius, uint8_t *ret)
{
	uint32_t width = window->picture->width, rows = window->to - window->from;
	uint32_t from = 0, to = 0;
	uint64_t sum = 0;

	for (uint32_t x = 0; x < width; x++) {
		while (to < width && to <= x + radius)
			sum += window->columns[to++];
		while (from + radius < x)
			sum -= window->columns[from++];
		ret[x] = (uint8_t)(sum / ((uint64_t)(to - from) * rows));
	}
}

/* `ret` gets the means, all of them. */
bool picture_blur(const struct picture *from, unsigned radius, struct picture *ret)
{
	struct window window = { .picture = from };

	window.columns = calloc(from->width ? from->width : 1, sizeof *window.columns);
	if (!window.columns || !picture_make(from->width, from->height, ret)) {
		free(window.columns);
		return false;
	}
	for (uint32_t y = 0; y < from->height; y++) {
		move_to(&window, y, radius);
		means(&window, radius, ret->grey + (size_t)y * ret->width);
	}
	free(window.columns);
	return true;
}

bool picture_threshold(const struct picture *from, unsigned radius, int bias,
		       struct picture *ret)
{
	size_t n = (size_t)from->width * from->height;

	if (!picture_blur(from, radius, ret))
		return false;
	for (size_t i = 0; i < n; i++)
		ret->grey[i] = from->grey[i] + bias < ret->grey[i] ? 0 : 255;
	return true;
}

/* The level with the greatest variance between what is below and what is above. */
static unsigned best_level(const struct picture *picture)
{
	size_t n = (size_t)picture->width * picture->height, below = 0;
	uint64_t counts[256] = { 0 }, sum = 0, sum_below = 0;
	double best = -1;
	unsigned level = 127;

	for (size_t i = 0; i < n; i++)
		counts[picture->grey[i]]++;
	for (unsigned i = 0; i < 256; i++)
		sum += i * counts[i];
	for (unsigned i = 0; i < 255; i++) {
		double apart, between;

		below += counts[i];
		sum_below += i * counts[i];
		if (below == 0 || below == n)
			continue;
		apart = (double)sum_below / (double)below -
			(double)(sum - sum_below) / (double)(n - below);
		between = apart * apart * (double)below * (double)(n - below);
		if (between > best) {
			best = between;
			level = i;
		}
	}
	return level;
}

bool picture_two_tone(const struct picture *from, struct picture *ret)
{
	size_t n = (size_t)from->width * from->height;
	unsigned level = best_level(from);

	if (!picture_make(from->width, from->height, ret))
		return false;
	for (size_t i = 0; i < n; i++)
		ret->grey[i] = from->grey[i] <= level ? 0 : 255;
	return true;
}

/* --- pieces --------------------------------------------------------------------------
 */

bool picture_crop(const struct picture *from, uint32_t left, uint32_t top, uint32_t width,
		  uint32_t height, struct picture *ret)
{
	if (left >= from->width || top >= from->height)
		return false;
	if (width > from->width - left)
		width = from->width - left;
	if (height > from->height - top)
		height = from->height - top;
	if (!picture_make(width, height, ret))
		return false;
	for (uint32_t y = 0; y < height; y++)
		memcpy(ret->grey + (size_t)y * width,
		       from->grey + (size_t)(top + y) * from->width + left, width);
	return true;
}

/* The nearest pixel of `from`, which grows or not to `height`. */
static void place(const struct picture *from, uint32_t height, uint32_t width,
		  uint32_t left, struct picture *to)
{
	for (uint32_t y = 0; y < height; y++) {
		const uint8_t *row =
		    from->grey +
		    (size_t)((uint64_t)y * from->height / height) * from->width;

		for (uint32_t x = 0; x < width; x++)
			to->grey[(size_t)y * to->width + left + x] =
			    row[(uint64_t)x * from->width / width];
	}
}

bool picture_join(const struct picture *left, const struct picture *right,
		  struct picture *ret)
{
	uint32_t height = left->height > right->height ? left->height : right->height;
	uint64_t first = (uint64_t)left->width * height / left->height;
	uint64_t second = (uint64_t)right->width * height / right->height;

	if (first + second > UINT16_MAX || first == 0 || second == 0 ||
	    !picture_make((uint32_t)(first + second), height, ret))
		return false;
	place(left, height, (uint32_t)first, 0, ret);
	place(right, height, (uint32_t)second, (uint32_t)first, ret);
	return true;
}

bool picture_turn(const struct picture *from, struct picture *ret)
{
	if (!picture_make(from->height, from->width, ret))
		return false;
	for (uint32_t y = 0; y < from->height; y++)
		for (uint32_t x = 0; x < from->width; x++)
			ret->grey[(size_t)x * ret->width + (from->height - 1 - y)] =
			    from->grey[(size_t)y * from->width + x];
	return true;
}

void picture_negate(struct picture *picture)
{
	size_t n = (size_t)picture->width * picture->height;

	for (size_t i = 0; i < n; i++)
		picture->grey[i] = (uint8_t)(255 - picture->grey[i]);
}
